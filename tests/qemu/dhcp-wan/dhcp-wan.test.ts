import { defineConfiguration, symlink } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { dhcpClient } from "liminix/services/dhcp-client";
import { link } from "liminix/services/link";
import { resolver } from "liminix/services/resolver";
import { route } from "liminix/services/route";
import { boot, type Machine, network } from "liminix/testing";
import { test as base, describe, expect } from "vitest";
import { networkBusybox } from "../../busybox.ts";
import { endServing, serve } from "./dhcp-server.ts";

const shared = { busybox: networkBusybox };
const { wan } = qemu.interfaces;

const internet = dhcpClient({ interface: link({ interface: wan }), hostname: "attic" });
const home = defineConfiguration({
  ...shared,
  services: {
    internet,
    route: route({ interface: internet, via: internet.output.gateway, metric: 7 }),
    resolver: resolver({ nameservers: ["127.0.0.1", internet.output.nameservers], search: ["lan"] }),
  },
  filesystem: { etc: { "resolv.conf": symlink("/run/resolver/resolv.conf") } },
});
const provider = defineConfiguration({
  ...shared,
  services: { address: address({ interface: wan, address: "192.0.2.1/24" }) },
});

interface Place {
  readonly router: Machine;
  readonly isp: Machine;
}

/** A provider whose DHCP server begins and ends with the claims below. */
const test = base.extend<{ $file: { place: Place } }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what the fixture needs
    async ({}, use) => {
      await using access = await network("access");
      await using isp = await boot(provider, { name: "isp", access });
      await using router = await boot(home, { name: "router", access, unplugged: ["access"] });
      await use({ router, isp });
    },
    { scope: "file" },
  ],
});

const lease = (last: number) => ({ address: `192.0.2.${last}`, router: "192.0.2.1" });
const isReady = (name: string): string => `lim status ${name} | grep '^${name} *ready'`;

describe("a router whose provider lends it an address", () => {
  test("says that there is no cable", async ({ place: { router } }) => {
    expect(await router.run("lim why internet")).toBe("internet waits for a cable in eth0.");
    expect(await router.run("lim why route")).toContain("which waits for a cable in eth0.");
    expect(await router.run("cat /etc/resolv.conf")).toBe("search lan\nnameserver 127.0.0.1");
  });

  test("says what it lacks when nobody answers, and nothing flaps", async ({ place: { router } }) => {
    await router.plug("access");
    await router.until("lim why internet | grep 'has not found out'");
    const pid = await router.run("pidof udhcpc");
    expect(await router.run("lim why route")).toMatch(/^route waits for internet, which has been running/);
    await router.until("lim log internet | grep 'no server answers'");
    expect(await router.run("pidof udhcpc")).toBe(pid);
  });

  test("has address, route and all name servers once somebody does", async ({ place: { router, isp } }) => {
    await isp.until(isReady("address"));
    await serve(isp, { ...lease(50), nameservers: ["192.0.2.53", "192.0.2.54"] });
    await router.until(isReady("route"));
    expect(await router.run("ip -4 route show default")).toBe("default via 192.0.2.1 dev eth0  metric 7");
    expect(await router.run("lim outputs internet")).toBe(
      [
        ...["ifname: eth0", "address: 192.0.2.50", "prefixLength: 24", "gateway: 192.0.2.1"],
        ...["nameservers: 192.0.2.53 192.0.2.54", "mtu: 1500"],
      ].join("\n"),
    );
    await router.until(isReady("resolver-source"));
    expect(await router.run("cat /etc/resolv.conf")).toBe(
      "search lan\nnameserver 127.0.0.1\nnameserver 192.0.2.53\nnameserver 192.0.2.54",
    );
    await router.run("ping -c 1 -W 5 192.0.2.1");
  });

  test("follows the server when it lends another address", async ({ place: { router, isp } }) => {
    await endServing(isp);
    await serve(isp, { ...lease(51), nameservers: ["192.0.2.55"] });
    await router.until("lim outputs internet | grep 'address: 192.0.2.51'");
    await router.until(isReady("route"));
    expect(await router.run("ip -4 address show eth0")).not.toContain("192.0.2.50");
    await router.until("grep 192.0.2.55 /etc/resolv.conf");
    expect(await router.run("cat /etc/resolv.conf")).not.toContain("192.0.2.54");
  });

  test("has nothing left of a lease that ran out, and begins again by itself", async ({
    place: { router, isp },
  }) => {
    await endServing(isp);
    await router.until("lim why internet | grep 'has not found out'");
    await router.until("! ip -4 route show default | grep .");
    expect(await router.run("ip -4 address show eth0")).not.toContain("inet");
    await serve(isp, lease(50));
    await router.until(isReady("route"));
  });

  test("gives it back when the cable is pulled out, and gets it again", async ({ place: { router } }) => {
    await router.unplug("access");
    await router.until("lim why internet | grep -x 'internet waits for a cable in eth0.'");
    expect(await router.run("ip -4 address show eth0; ip -4 route")).not.toContain("192.0.2.");
    await router.plug("access");
    await router.until(isReady("route"));
    await router.run("ping -c 1 -W 5 192.0.2.1");
  });
});
