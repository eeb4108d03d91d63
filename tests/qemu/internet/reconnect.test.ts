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
  const before = await prefixNow();

  // The laptop looks at its own clock: how long it was without the world, and with an address of the new prefix.
  const lost = laptop.run(
    `read -r begin rest </proc/uptime
     while ping -c 1 -W 1 ${place.ipv4} && ip -6 address show dev eth1 | grep 'inet6 ${before}:.* global dynamic' | grep -v deprecated; do sleep 0.1; done >/dev/null
     read -r begin rest </proc/uptime
     until ${reaches} && ! ip -6 address show dev eth1 | grep 'inet6 ${before}:' | grep -v deprecated; do sleep 0.1; done >/dev/null
     read -r end rest </proc/uptime
     echo $begin $end`,
    { within: "2 min" },
  );
  await isp.run("kill -9 $(pidof pppd)");
  const [begin = 0, end = 60] = (await lost).split(" ").map(Number);
  expect(end - begin).toBeLessThan(15);

  const after = await prefixNow();
  expect(after).not.toBe(before);
  const addresses = await laptop.run("ip -6 address show dev eth1 scope global");
  expect(addresses).toMatch(new RegExp(`inet6 ${after}:\\S+ scope global dynamic(?! deprecated)`));
  expect(addresses).toMatch(new RegExp(`inet6 ${before}:\\S+ scope global deprecated`));
  expect((await router.run("ip -4 route show default")).split("\n")).toEqual([
    expect.stringContaining("dev ppp0"),
  ]);
  expect((await router.run("ip -6 route show default")).split("\n")).toEqual([
    expect.stringContaining("dev ppp0"),
  ]);
  expect(await router.run("ip -6 address show dev eth1 scope global")).not.toContain(before);
  expect(await router.run("ip -6 route")).not.toContain(before);
});
