import { expect, test } from "vitest";
import { world as place } from "../../peers/plan.ts";
import { internetOf, isReady } from "./house.ts";

const reaches = `ping -c 1 -W 1 ${place.ipv4} && ping -c 1 -W 1 ${place.ipv6}`;

test("when the provider ends the session the laptop is back in the world in 15 seconds, and nothing stale is left", async () => {
  await using all = await internetOf();
  const { isp, router, laptop } = all;
  await router.until(isReady("homePrefix"));
  await laptop.until(reaches);
  const prefixNow = async (): Promise<string> =>
    /prefix: (\S+)::\/56/.exec(await router.run("lim outputs internet6"))?.[1] ?? "none";

  /** How long the laptop was without the world, by its own clock, and which prefix it had before. */
  const reconnect = async (): Promise<{ readonly seconds: number; readonly before: string }> => {
    const before = await prefixNow();
    const old = `ip -6 address show dev eth1 scope global | grep 'inet6 ${before}:' | grep -qv deprecated`;
    const lost = laptop.run(
      `while ping -c 1 -W 1 ${place.ipv6} >/dev/null; do sleep 0.1; done
       read -r begin rest </proc/uptime
       until ! ${old} && ${reaches}; do sleep 0.1; done >/dev/null
       read -r end rest </proc/uptime
       echo $begin $end`,
      { within: "2 min" },
    );
    await isp.run("kill -9 $(pidof pppd)");
    const [begin = 0, end = 120] = (await lost).split(" ").map(Number);
    return { seconds: end - begin, before };
  };

  // A host that is busy with much else is slower than a router: the least of a few is what it takes.
  const times: number[] = [];
  let before = "none";
  do {
    const took = await reconnect();
    times.push(took.seconds);
    before = took.before;
  } while (Math.min(...times) >= 15 && times.length < 4);
  expect(Math.min(...times)).toBeLessThan(15);

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
