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
import { world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

const { lan, wan } = qemu.interfaces;
const internet = dhcpClient({ interface: wan });
const internet6 = ipv6Client({ interface: internet, address: true, prefixLength: 56 });
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

const isReady = (service: string): string => `lim status ${service} | grep '^${service} *ready'`;

test("a prefix is delegated without a session, too: a laptop reaches the world from its own network, by the route that DHCP tells of", async () => {
  await using access = await network("access");
  await using inside = await network("lan");
  await using outside = await network("world");
  await using provides = await boot(isp(qemu), { name: "isp", access, lan: outside });
  await using _world = await boot(world(qemu), { name: "world", lan: outside });
  await provides.until("ip -4 address show dev eth0 | grep 198.51.100.1");
  await provides.run("/etc/ppp/ipv6-up eth0");
  // A router that is none, and the real one by a route of RFC 3442, which dnsmasq gives only to those who ask for it.
  await provides.run(`
    server=$(pidof dnsmasq)
    program=$(readlink /proc/$server/exe)
    conf=$(tr '\\0' '\\n' </proc/$server/cmdline | tail -n 1)
    lim down leases
    sed 's/^dhcp-option=option:router,.*/dhcp-option=option:router,198.51.100.250/' "$conf" >/tmp/dnsmasq.conf
    echo 'dhcp-option=121,0.0.0.0/0,${provider.access}' >>/tmp/dnsmasq.conf
    $program -C /tmp/dnsmasq.conf`);
  await using routes = await boot(router, { name: "router", access, lan: inside });
  await using laptop = await boot(client(qemu), { name: "laptop", lan: inside });

  const own = await routes.until("ip -6 address show dev eth0 scope link | grep -o 'fe80::[0-9a-f:]*'");
  await provides.run(`ip -6 route replace 2001:db8:1001::/56 via ${own} dev eth0`);
  await routes.until("lim outputs internet6 | grep '^prefix: 2001:db8:1001::/56$'");
  await routes.until("ip -6 address show dev eth0 scope global | grep 'inet6 2001:db8:1001:ff00::100/128'");
  expect(await routes.run("ip -6 route show default")).toMatch(/^default via fe80:\S+ dev eth0/);
  await routes.until(isReady("wayOut"));
  expect(await routes.run("ip -4 route show default")).toContain(`via ${provider.access} dev eth0`);
  await laptop.until("ip -6 address show dev eth1 scope global | grep 'inet6 2001:db8:1001:0:'");
  await laptop.until(`wget -q -O - -T 5 'http://[${place.ipv6}]/' | grep 'Hello from the world'`);

  // What no network of the house has does not go back to the provider, who would return it (RFC 7084, WPD-5).
  expect(await routes.run("ip -6 route get 2001:db8:1001:77::1 2>&1 || true")).toMatch(/unreachable/i);
});
