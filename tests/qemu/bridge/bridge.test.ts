import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { bridge } from "liminix/services/bridge";
import { vlan } from "liminix/services/vlan";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const shared = { busybox: networkBusybox };
const { lan: lanPort, wan: wanPort } = qemu.interfaces;

/** A bridge of both sockets, and of a VLAN on one of them. */
const home = bridge({ name: "home", members: [wanPort, lanPort, vlan({ interface: lanPort, id: 7 })] });
const between = defineConfiguration({
  ...shared,
  services: { home, "home-address": address({ interface: home, address: "10.0.0.3/24" }) },
});

const beside = (number: number) =>
  defineConfiguration({
    ...shared,
    services: { address: address({ interface: lanPort, address: `10.0.0.${number}/24` }) },
  });
const [one, two] = [beside(1), beside(2)];

test("a bridge starts without its members, holds up nobody, and forwards once they are there", async () => {
  await using access = await network("access");
  await using lan = await network("lan");
  await using router = await boot(between, { name: "router", access, lan, unplugged: ["access", "lan"] });
  await using left = await boot(one, { name: "left", lan: access });
  await using right = await boot(two, { name: "right", lan });

  await router.until("lim status home | grep '^home *ready'");
  await router.until("lim why home-address | grep -x 'home-address waits for a cable in home.'");
  expect(await router.run("ls /sys/class/net/home/brif")).toBe("");
  expect(await router.run("cat /sys/class/net/home/operstate")).toBe("down");
  expect(await router.run("lim status | grep 'cable in eth1'")).toMatch(/waits for a cable in eth1\.$/m);
  const mac = await router.run("cat /sys/class/net/home/address");
  expect(mac).toBe(await router.run("cat /sys/class/net/eth0/address"));

  await router.plug("access");
  await router.plug("lan");
  await left.until("ping -c 1 -W 1 10.0.0.2");
  await right.until("ping -c 1 -W 1 10.0.0.3");
  expect((await router.run("ls /sys/class/net/home/brif")).split("\n").toSorted()).toEqual([
    "eth0",
    "eth1",
    "eth1.7",
  ]);
  expect(await router.run("cat /sys/class/net/home/operstate")).toBe("up");
  expect(await router.run("cat /sys/class/net/home/address")).toBe(mac);

  await router.unplug("lan");
  await router.until("! test -e /sys/class/net/home/brif/eth1");
  await left.until("ping -c 1 -W 1 10.0.0.3");
  expect(await router.run("lim status home-address | grep '^home-address *ready'")).toContain("ready");

  await router.run("lim down home");
  await router.until("! test -e /sys/class/net/home");
  expect(await router.run("ip link show eth0")).not.toContain("master");
});
