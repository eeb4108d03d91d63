import { defineConfiguration, defineService, longrun, sh, t } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { dnsmasq } from "liminix/services/dnsmasq";
import { soleDhcpServer } from "liminix/services/sole-dhcp-server";
import { boot, type Machine, network } from "liminix/testing";
import { expect, test } from "vitest";
import { networkBusybox } from "../../busybox.ts";

const shared = { busybox: networkBusybox };
const { lan } = qemu.interfaces;

/** An uplink without a provider: it knows name servers as soon as somebody writes them down. */
const uplink = defineService({
  name: "uplink",
  params: {},
  outputs: { nameservers: t.listOf(t.ipv4) },
  build: () => longrun({ run: sh`exec sleep 100000` }),
})();

const household = {
  interface: lan,
  address: "192.168.19.1/24",
  domain: "fake.liminix.org",
  range: { from: "192.168.19.10", to: "192.168.19.253" },
  leases: { printer: { mac: "02:00:5e:00:53:01", ip: "192.168.19.9" } },
  name: "router",
  hosts: { attic: ["192.168.19.7"] },
  upstreams: [uplink.output.nameservers],
} as const;
const home = address({ interface: lan, address: household.address });
/** One that the house keeps whatever a provider delegates (RFC 4193). */
const ownPrefix = address({ interface: lan, address: "fd5e:53:1900::1/64" });
const router = defineConfiguration({
  ...shared,
  services: {
    ...{ home, ownPrefix, uplink },
    names: dnsmasq(household, { dependencies: [home] }),
    sole: soleDhcpServer({ interface: lan }, { dependencies: [home] }),
  },
});
/** One that somebody plugged in, and that lends addresses of its own. */
const rivalHome = address({ interface: lan, address: "192.168.77.1/24" });
const rival = defineConfiguration({
  ...shared,
  hostname: "rival",
  services: {
    names: dnsmasq(
      {
        interface: lan,
        address: "192.168.77.1/24",
        range: { from: "192.168.77.10", to: "192.168.77.99" },
      },
      { dependencies: [rivalHome] },
    ),
  },
});
const laptop = defineConfiguration({ ...shared, hostname: "laptop" });

/** Takes a lease, and gives the variables that came with it. */
async function lease(machine: Machine, mac?: string, name?: string): Promise<ReadonlyMap<string, string>> {
  await machine.run(`
    ${mac === undefined ? "" : `ip link set eth1 down; ip link set eth1 address ${mac}`}
    ip link set eth1 up
    printf '#!/bin/sh\\n[ $1 != bound ] || set >/tmp/lease\\n' >/tmp/script && chmod +x /tmp/script
    rm -f /tmp/lease
  `);
  const hostname = name === undefined ? "" : `-x hostname:${name}`;
  await machine.until(`udhcpc -n -q -t 3 -T 2 -i eth1 -s /tmp/script ${hostname}`);
  const said = await machine.run("cat /tmp/lease");
  return new Map([...said.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]));
}

const isReady = (service: string): string => `lim status ${service} | grep '^${service} *ready'`;

test("a laptop gets an address, a router, a domain and names from the router; leases outlive the program", async () => {
  await using network1 = await network("lan");
  await using gateway = await boot(router, { name: "router", lan: network1 });
  await using client = await boot(laptop, { name: "laptop", lan: network1 });
  await gateway.until(isReady("names"));

  const got = await lease(client);
  expect(got.get("ip")).toMatch(/^192\.168\.19\.(?:[1-9]\d|1\d\d|2[0-4]\d|25[0-3])$/);
  expect(got.get("router")).toBe("192.168.19.1");
  expect(got.get("serverid")).toBe("192.168.19.1");
  expect(got.get("dns")).toBe("192.168.19.1");
  expect(got.get("domain")).toBe("fake.liminix.org");

  // Who gets an address is known by the name that he tells, but for one that browsers ask for a proxy.
  await lease(client, "02:00:5e:00:53:04", "wpad");
  const desk = (await lease(client, "02:00:5e:00:53:05", "desk")).get("ip") ?? "none";

  const fixed = await lease(client, "02:00:5e:00:53:01");
  expect(fixed.get("ip")).toBe("192.168.19.9");

  await client.run("ip address add 192.168.19.9/24 dev eth1");
  const ask = (name: string): Promise<string> => client.run(`nslookup ${name} 192.168.19.1`);
  expect(await ask("router.fake.liminix.org")).toContain("192.168.19.1");
  expect(await ask("desk.fake.liminix.org")).toContain(desk);
  await client.fails("nslookup wpad.fake.liminix.org 192.168.19.1");
  expect(await ask("attic.fake.liminix.org")).toContain("192.168.19.7");
  expect(await ask("printer.fake.liminix.org")).toContain("192.168.19.9");
  // The same by IPv6, which needs no uplink either.
  // An address is not spoken from until it is known to be nobody else's (RFC 4862, section 5.4).
  await client.until(
    "ip -6 address show dev eth1 scope global | grep 'inet6 fd5e:53:1900:' | grep -v tentative",
  );
  expect(await client.run("nslookup router fd5e:53:1900::1")).toMatch(/^Address.*fd5e:53:1900::1$/m);
  // Nobody knows another name as long as there is no uplink, and nobody waited for one.
  await client.fails("nslookup world.example.org 192.168.19.1");

  // A router begins in 1970, and hears of the time when it has lent addresses: those are as good as before.
  await gateway.run("lim down names && date -s @60 && lim up names");
  await gateway.until(isReady("names"));
  await lease(client, "02:00:5e:00:53:02");
  await gateway.run(`date -s @${Date.UTC(2026, 10, 23) / 1000}`);
  await lease(client, "02:00:5e:00:53:03");
  const before = await gateway.run("sort /var/lib/names/leases");
  for (const mac of ["02:00:5e:00:53:02", "02:00:5e:00:53:03"]) expect(before).toContain(mac);
  await gateway.run("lim restart names");
  await gateway.until(isReady("names"));
  expect(await gateway.run("sort /var/lib/names/leases")).toBe(before);
  expect(before.split("\n").length).toBeGreaterThanOrEqual(2);

  expect(await gateway.run("ps | grep 'dnsmas[q]'")).toMatch(/^ *\d+ dnsmasq /);
});

test("somebody else who lends addresses is what lim why tells of, until he is gone; the router goes on", async () => {
  await using network1 = await network("lan");
  await using gateway = await boot(router, { name: "router", lan: network1 });
  await gateway.until(isReady("sole"));
  {
    await using other = await boot(rival, { name: "rival", lan: network1 });
    await other.until(isReady("names"));
    await gateway.run("lim restart sole");
    await gateway.until("lim why sole | grep 'somebody else lends addresses in this network, too'");
    expect(await gateway.run("lim log sole")).toContain("192.168.77.1 lends 192.168.77.");
    expect(await gateway.run("lim status names")).toMatch(/^names +ready/);
    expect(await gateway.run("ip -4 address show dev eth1")).not.toContain("192.168.77.");
  }
  await gateway.until(isReady("sole"), { within: "3 min" });
});
