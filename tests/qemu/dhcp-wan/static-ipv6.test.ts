/** Internet over IPv6 from a provider who gave a prefix in writing, and tells nothing of it on the line. */
import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { forwarding } from "liminix/services/forwarding";
import { link } from "liminix/services/link";
import { prefix } from "liminix/services/prefix";
import { staticUplink6 } from "liminix/services/static-uplink-6";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const { lan, wan } = qemu.interfaces;
const shared = { busybox: networkBusybox };

const internet6 = staticUplink6({
  interface: link({ interface: wan }),
  prefix: "2001:db8:1000::/56",
  gateway: "fe80::1",
  nameservers: ["2001:db8:ffff::1"],
});
const house = defineConfiguration({
  ...shared,
  services: {
    internet6,
    forwarding: forwarding({}),
    home: prefix({ of: internet6.output.prefix, interface: lan, index: 2 }),
  },
});
const provider = defineConfiguration({
  ...shared,
  services: {
    line: address({ interface: wan, address: "fe80::1/64" }),
    world: address({ interface: lan, address: "2001:db8:ffff::1/64" }),
    forwarding: forwarding({}),
  },
});

test("a network of the house reaches the world by a prefix and a router that were given in writing, while there is a cable", async () => {
  await using access = await network("access");
  await using home = await network("home");
  await using outside = await network("outside");
  await using isp = await boot(provider, { name: "isp", access, lan: outside });
  await using router = await boot(house, { name: "house", access, lan: home });
  await router.until("lim status home | grep '^home *ready'");
  expect((await router.run("lim outputs internet6")).split("\n").toSorted()).toEqual([
    ...["ifname: eth0", "nameservers: 2001:db8:ffff::1", "prefix: 2001:db8:1000::/56"],
  ]);
  expect(await router.run("ip -6 address show dev eth1")).toContain("inet6 2001:db8:1000:2::1/64");
  // What no network of the house has does not go back to the provider.
  expect(await router.run("ip -6 route get 2001:db8:1000:77::1 2>&1 || true")).toMatch(/unreachable/i);

  const line = await router.until("ip -6 address show dev eth0 scope link | grep -o 'fe80::[0-9a-f:]*'");
  await isp.until("lim status world | grep '^world *ready'");
  await isp.run(`ip -6 route add 2001:db8:1000::/56 via ${line} dev eth0`);
  await router.until("ping -c 1 -W 1 -I 2001:db8:1000:2::1 2001:db8:ffff::1");

  await router.unplug("access");
  await router.until("lim why home | grep 'a cable in eth0'");
  expect(await router.run("ip -6 route show default; ip -6 address show dev eth1")).not.toMatch(
    /default|1000:2/,
  );
  await router.plug("access");
  await router.until("ping -c 1 -W 1 -I 2001:db8:1000:2::1 2001:db8:ffff::1");
});
