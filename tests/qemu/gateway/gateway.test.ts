/** The whole home router of the example, between a provider and a laptop. */
import { defineModule } from "liminix";
import qemu from "liminix/devices/qemu";
import { boot, network } from "liminix/testing";
import { expect, test } from "vitest";
import example from "../../../examples/gateway/configuration.ts";
import client from "../../peers/client/configuration.ts";
import provide from "../../peers/isp/configuration.ts";
import { account, world as place, provider, shared } from "../../peers/plan.ts";
import world from "../../peers/world/configuration.ts";

const [theIsp, theWorld, theClient] = [provide(qemu), world(qemu), client(qemu)];
// The world's addresses are those for documentation, which dnsmasq takes for somebody's own.
const privateDomains = ["world.test", "pool.ntp.org"];
const gateway = {
  ...example(qemu),
  imports: [defineModule({ meta: import.meta, config: { ...shared, gateway: { lan: { privateDomains } } } })],
};
const secrets = { "isp-password": account.password };

test("the house has addresses, names, the world over both families, and the time; SSH is for the house alone", async () => {
  await using access = await network("access");
  await using outside = await network("world");
  await using lan = await network("lan");
  await using isp = await boot(theIsp, { name: "isp", access, lan: outside });
  await using elsewhere = await boot(theWorld, { name: "world", lan: outside });
  await using router = await boot(gateway, { name: "router", access, lan, secrets });
  await using laptop = await boot(theClient, { name: "laptop", lan });

  await router.until("lim status wan | grep '^wan *ready'");
  const ppp = await router.run("ip -4 address show dev ppp0");
  expect(ppp).toMatch(
    new RegExp(`inet 192\\.168\\.100\\.\\d+ peer ${provider.session.replaceAll(".", "\\.")}/32`),
  );

  await laptop.until(`wget -q -O - -T 5 http://${place.website}/ | grep 'Hello from the world'`);
  const lease = await laptop.run("udhcpc -n -q -f -i eth1 -s /etc/say-lease 2>&1");
  expect(lease).toMatch(/^ip=192\.168\.19\.(\d+)$/m);
  expect(lease).toMatch(/^router=192\.168\.19\.1$/m);
  expect(lease).toMatch(/^domain=fake\.liminix\.org$/m);

  await laptop.until("ip -6 address show dev eth1 | grep 'inet6 2001:db8:1'");
  await laptop.until(`wget -q -O - -T 5 http://[${place.ipv6}]/ | grep 'Hello from the world'`);
  await router.until(`test "$(date +%s)" -gt ${place.startsAt}`);

  expect(await laptop.until("sleep 2 | nc 192.168.19.1 22 | grep SSH")).toMatch(/^SSH-2\.0-dropbear/);
  // The router's own name, of both families; and no address that is one on its link only.
  const named = await laptop.run("nslookup gateway.fake.liminix.org 192.168.19.1");
  expect(named).toMatch(/^Address.*192\.168\.19\.1$/m);
  const own6 = /address: (\S+)/.exec(await router.run("lim outputs lan-prefix"))?.[1] ?? "none";
  expect(named.split("\n")).toContainEqual(expect.stringMatching(new RegExp(`^Address.* ${own6}$`)));
  expect(named).not.toContain("fe80:");

  const own = /inet (\S+) peer/.exec(ppp)?.[1] ?? "";
  await isp.run(`ping -c 1 -W 5 ${own}`);
  await isp.fails(`timeout 5 nc ${own} 22 </dev/null`);
  // The house's own address is everybody's to send to, in IPv6; and the server listens there, too.
  expect(await laptop.until(`sleep 2 | nc ${own6} 22 | grep SSH`)).toMatch(/^SSH-2\.0-dropbear/);
  await elsewhere.run(`ping6 -c 1 -W 5 ${own6}`);
  await elsewhere.fails(`timeout 5 nc ${own6} 22 </dev/null`);
  await laptop.run("ping -c 1 -W 5 gateway.fake.liminix.org");
});
