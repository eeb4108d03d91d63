/** Internet that comes by Ethernet, as from a cable modem: nobody dials, and there are both families. */
import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { dhcpClient } from "liminix/services/dhcp-client";
import { dnsmasq } from "liminix/services/dnsmasq";
import { forwarding } from "liminix/services/forwarding";
import { ipv6Client } from "liminix/services/ipv6-client";
import { prefix } from "liminix/services/prefix";
import { route } from "liminix/services/route";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import client from "../../peers/client/configuration.ts";
import isp from "../../peers/isp/configuration.ts";
import { world as place, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

const { lan, wan } = qemu.interfaces;
const internet = dhcpClient({ interface: wan });
const internet6 = ipv6Client({ interface: internet });
const home = address({ interface: lan, address: "192.168.19.1/24" });
const router = defineConfiguration({
  ...shared,
  services: {
    internet,
    internet6,
    home,
    wayOut: route({ interface: internet, via: internet.output.gateway }),
    forwarding: forwarding({}),
    homePrefix: prefix({ of: internet6.output.prefix, interface: lan }),
    names: dnsmasq(
      {
        interface: lan,
        address: "192.168.19.1/24",
        domain: "fake.liminix.org",
        range: { from: "192.168.19.10", to: "192.168.19.253" },
        upstreams: [internet.output.nameservers],
      },
      { dependencies: [home] },
    ),
  },
});

test("a prefix is delegated without a session, too: a laptop reaches the world from its own network", async () => {
  await using access = await network("access");
  await using inside = await network("lan");
  await using outside = await network("world");
  await using provides = await boot(isp(qemu), { name: "isp", access, lan: outside });
  await using _world = await boot(world(qemu), { name: "world", lan: outside });
  await provides.until("ip -4 address show dev eth0 | grep 198.51.100.1");
  await provides.run("/etc/ppp/ipv6-up eth0");
  await using routes = await boot(router, { name: "router", access, lan: inside });
  await using laptop = await boot(client(qemu), { name: "laptop", lan: inside });

  const own = await routes.until("ip -6 address show dev eth0 scope link | grep -o 'fe80::[0-9a-f:]*'");
  await provides.run(`ip -6 route replace 2001:db8:1001::/56 via ${own} dev eth0`);
  await routes.until("lim outputs internet6 | grep '^prefix: 2001:db8:1001::/56$'");
  expect(await routes.run("ip -6 route show default")).toMatch(/^default via fe80:\S+ dev eth0/);
  await laptop.until("ip -6 address show dev eth1 scope global | grep 'inet6 2001:db8:1001:0:'");
  await laptop.until(`wget -q -O - -T 5 'http://[${place.ipv6}]/' | grep 'Hello from the world'`);
});
