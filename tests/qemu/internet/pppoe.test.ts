import { expect, test } from "vitest";
import { world as place, provider } from "../../peers/plan.ts";
import { internetOf, isReady } from "./house.ts";

test("who dials in has an address, a laptop behind him the world over both families, and each network its own prefix", async () => {
  await using all = await internetOf();
  const { router, laptop } = all;

  await router.until(isReady("internet"));
  const [address = "", peer] = [
    ...(await router.run("ip -4 address show dev ppp0")).matchAll(/inet (\S+) peer (\S+)\//g),
  ].flatMap(([, ours, theirs]) => [ours, theirs]);
  expect(address).toMatch(/^192\.168\.100\.[1-9]\d$/);
  expect(peer).toBe(provider.session);
  expect(await router.run("lim outputs internet")).toBe(
    [
      "ifname: ppp0",
      `address: ${address}`,
      "prefixLength: 32",
      `gateway: ${provider.session}`,
      `nameservers: ${place.nameservers.join(" ")}`,
      "mtu: 1492",
    ].join("\n"),
  );

  const lease = await laptop.until("udhcpc -n -q -f -i eth1 -s /etc/say-lease 2>&1 | grep =");
  expect(lease).toMatch(/^ip=192\.168\.19\.(?:[1-9]\d|1\d\d|2[0-4]\d|25[0-3])$/m);
  for (const line of ["router=192.168.19.1", "serverid=192.168.19.1", "domain=fake.liminix.org"])
    expect(lease.split("\n")).toContain(line);

  await laptop.until(`wget -q -O - -T 5 http://${place.website}/ | grep 'Hello from the world'`);
  await laptop.until(`wget -q -O - -T 5 'http://[${place.ipv6}]/' | grep 'Hello from the world'`);
  // By TCP as well: what does not fit into a datagram. A question for the text of long.world.test (RFC 1035, section 4).
  const question = String.raw`\000\041\000\001\001\000\000\001\000\000\000\000\000\000\004long\005world\004test\000\000\020\000\001`;
  expect(Number(await laptop.run(`printf '${question}' | nc -w 5 192.168.19.1 53 | wc -c`))).toBeGreaterThan(
    1500,
  );

  // Two networks of one /56, and nobody else's.
  const delegated = /prefix: (\S+)::\/56/.exec(await router.run("lim outputs internet6"))?.[1] ?? "none";
  expect(await router.run("ip -6 address show dev eth1")).toContain(`inet6 ${delegated}::1/64`);
  expect(await router.run("ip -6 address show dev eth1.20")).toContain(`inet6 ${delegated}:1::1/64`);
  expect(await laptop.run("ip -6 address show dev eth1 scope global")).toContain(`inet6 ${delegated}:0:`);
  await laptop.run("ip link add link eth1 name eth1.20 type vlan id 20 && ip link set eth1.20 up");
  await laptop.until(`ip -6 address show dev eth1.20 scope global | grep 'inet6 ${delegated}:1:'`);

  // What is secret is in no store, no log and on no command line.
  for (const where of [
    "/proc/[0-9]*/cmdline",
    "/run/services/log/*/*",
    "/nix/store/*-internet-*",
    "/etc/services.json",
  ])
    await router.fails(`grep -l NotReallyTheSecret ${where}`);
  expect(await router.run("cat /run/services/files/internet/options")).toContain(
    'password "NotReallyTheSecret"',
  );
});
