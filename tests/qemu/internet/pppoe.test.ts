/** One house and one provider for all of it, since booting them takes longest; each test leaves them as it found them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { world as place, provider } from "../../peers/plan.ts";
import { type Internet, internetOf, isReady } from "./house.ts";

let all: Internet;
beforeAll(async () => {
  all = await internetOf();
}, 300_000);
afterAll(async () => {
  await all[Symbol.asyncDispose]();
});

const reaches = `ping -c 1 -W 1 ${place.ipv4} && ping -c 1 -W 1 ${place.ipv6}`;

test("who dials in has an address, a laptop behind him the world over both families, and each network its own prefix", async () => {
  const { router, laptop } = all;

  await router.until(isReady("internet"));
  const [address = "", peer] = [
    ...(await router.run("ip -4 address show dev ppp0")).matchAll(/inet (\S+) peer (\S+)\//g),
  ].flatMap(([, ours, theirs]) => [ours, theirs]);
  expect(address).toMatch(/^192\.168\.100\.[1-9]\d$/);
  expect(peer).toBe(provider.session);
  expect((await router.run("lim outputs internet")).split("\n").toSorted()).toEqual([
    `address: ${address}`,
    `gateway: ${provider.session}`,
    "ifname: ppp0",
    "mtu: 1492",
    `nameservers: ${place.nameservers.join(" ")}`,
    "prefixLength: 32",
  ]);

  const lease = await laptop.until("udhcpc -n -q -f -i eth1 -s /etc/say-lease 2>&1 | grep =");
  expect(lease).toMatch(/^ip=192\.168\.19\.(?:[1-9]\d|1\d\d|2[0-4]\d|25[0-3])$/m);
  for (const line of ["router=192.168.19.1", "serverid=192.168.19.1", "domain=fake.liminix.org"])
    expect(lease.split("\n")).toContain(line);

  await laptop.until(`wget -q -O - -T 5 http://${place.website}/ | grep 'Hello from the world'`);
  await laptop.until(`wget -q -O - -T 5 'http://[${place.ipv6}]/' | grep 'Hello from the world'`);
  // By TCP as well: what does not fit into a datagram. A question for the text of long.world.test (RFC 1035, section 4).
  const question = String.raw`\000\041\000\001\001\000\000\001\000\000\000\000\000\000\004long\005world\004test\000\000\020\000\001`;
  expect(Number(await laptop.run(`printf '${question}' | nc 192.168.19.1 53 | wc -c`))).toBeGreaterThan(1500);

  // Two networks of one /56, and nobody else's.
  const delegated = /prefix: (\S+)::\/56/.exec(await router.run("lim outputs internet6"))?.[1] ?? "none";
  expect(await router.run("ip -6 address show dev eth1")).toContain(`inet6 ${delegated}::1/64`);
  expect(await router.run("ip -6 address show dev eth1.20")).toContain(`inet6 ${delegated}:1::1/64`);
  expect(await laptop.run("ip -6 address show dev eth1 scope global")).toContain(`inet6 ${delegated}:0:`);
  await laptop.run("ip link add link eth1 name eth1.20 type vlan id 20 && ip link set eth1.20 up");
  await laptop.until(`ip -6 address show dev eth1.20 scope global | grep 'inet6 ${delegated}:1:'`);

  // What is secret is in no store, no log and on no command line (but for the pattern that looks for it).
  for (const where of [
    "/proc/[0-9]*/cmdline",
    "/run/services/log/*/*",
    "/nix/store/*-internet-*",
    "/etc/services.json",
  ])
    await router.fails(`grep -l NotReally[T]heSecret ${where}`);
  expect(await router.run("cat /run/services/files/internet/options")).toContain(
    'password "NotReallyTheSecret"',
  );
});

test("when the provider ends the session the laptop is back in the world in 15 seconds, and nothing stale is left", async () => {
  const { isp, router, laptop } = all;
  await router.until(isReady("homePrefix"));
  await laptop.until(reaches);
  const prefixNow = async (): Promise<string> =>
    /prefix: (\S+)::\/56/.exec(await router.run("lim outputs internet6"))?.[1] ?? "none";

  /** How long the laptop was without the world, without the time that the router's host was busy with much else. */
  const reconnect = async (): Promise<{ readonly ms: number; readonly before: string }> => {
    const before = await prefixNow();
    const old = `ip -6 address show dev eth1 scope global | grep 'inet6 ${before}:' | grep -qv deprecated`;
    const back = laptop.run(
      `while ping -c 1 -W 1 ${place.ipv6} >/dev/null; do sleep 0.1; done
       until ! ${old} && ${reaches}; do sleep 0.1; done >/dev/null`,
      { within: "2 min" },
    );
    const clock = router.time("until [ -e /tmp/back ]; do sleep 0.1; done; rm /tmp/back");
    await isp.run("kill -9 $(pidof pppd)");
    await back;
    await router.run("touch /tmp/back");
    return { ms: (await clock).ms, before };
  };

  // The second session is a young one when it ends: that is no reason to wait with the third.
  const first = await reconnect();
  const { ms, before } = await reconnect();
  for (const took of [first.ms, ms]) expect(took).toBeLessThan(15_000);

  const after = await prefixNow();
  expect(after).not.toBe(before);
  const addresses = (await laptop.run("ip -6 address show dev eth1 scope global")).split("\n");
  const [now, old] = [after, before].map((prefix) =>
    addresses.find((line) => line.includes(`inet6 ${prefix}:`)),
  );
  expect(now).not.toContain("deprecated");
  expect(old).toContain("deprecated");
  for (const family of ["-4", "-6"]) {
    const ways = await router.run(`ip ${family} route show default`);
    expect(ways.split("\n")).toEqual([expect.stringContaining("dev ppp0")]);
  }
  expect(await router.run("ip -6 address show dev eth1 scope global; ip -6 route")).not.toContain(before);
});

test("a provider that does not answer is what lim why names, nothing flaps, and he is found when he is back", async () => {
  const { isp, router, laptop } = all;
  await router.until(isReady("internet"));
  await isp.run("lim down accessConcentrator; kill -9 $(pidof pppd)");
  await router.until("lim why internet | grep 'no provider answers PPPoE there'", { within: "2 min" });
  expect(await router.run("lim why wayOut")).toContain("no provider answers PPPoE there");
  expect(await router.run("lim status names")).toMatch(/^names +ready/);
  await laptop.run("ping -c 1 -W 1 192.168.19.1");

  await isp.run("lim up accessConcentrator");
  await router.until(isReady("internet"), { within: "2 min" });
  await laptop.until(`ping -c 1 -W 1 ${place.ipv4}`);
});
