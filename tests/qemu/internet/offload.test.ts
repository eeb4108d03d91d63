/** Connections through a session of PPPoE that take the short way through the router's kernel. */
import { defineModule } from "liminix";
import { expect, test } from "vitest";
import { world as place } from "../../peers/plan.ts";
import { house, internetOf, isReady } from "./house.ts";

const shortWay = defineModule({ meta: import.meta, config: { firewall: { flowOffload: true } } });

/** Packets that came in by the session, and those that the router's kernel looked up a route for, of both families. */
const counters = `
  echo in $(cat /sys/class/net/ppp0/statistics/rx_packets)
  grep ^Ip: /proc/net/snmp | tail -n 1 | cut -d ' ' -f 7 | sed 's/^/long4 /'
  grep ^Ip6OutForwDatagrams /proc/net/snmp6 | sed 's/^Ip6OutForwDatagrams/long6/'`;

test("through PPPoE, too, and through the next session, what stands takes the short way, over both families", async () => {
  await using all = await internetOf({ configuration: { ...house, imports: [shortWay] } });
  const { isp, router, laptop } = all;
  const count = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries(
      [...(await router.run(counters)).matchAll(/^(\w+)\s+(\d+)$/gm)].map(([, name, value]) => [
        name,
        Number(value),
      ]),
    );
  /** Fetches 16 MB; says how many packets came in for that, and how many of either way went the long one. */
  const fetched = async (host: string): Promise<{ readonly came: number; readonly long: number }> => {
    await laptop.until(`ping -c 1 -W 1 ${host}`, { within: "2 min" });
    const at = host.includes(":") ? `[${host}]` : host;
    const before = await count();
    const bytes = await laptop.run(`wget -q -O - -T 20 http://${at}/large | wc -c`, { within: "5 min" });
    expect(Number(bytes)).toBe(16 * 1024 * 1024);
    const after = await count();
    const grown = (name: string): number => (after[name] ?? Number.NaN) - (before[name] ?? Number.NaN);
    return { came: grown("in"), long: grown("long4") + grown("long6") };
  };
  const takesShortWay = async (): Promise<void> => {
    for (const host of [place.ipv4, place.ipv6]) {
      const { came, long } = await fetched(host);
      expect(came, `packets from ${host}`).toBeGreaterThan(10_000);
      expect(long, `of them the long way from ${host}`).toBeLessThan(came / 10);
    }
  };
  await router.until(isReady("homePrefix"), { within: "2 min" });
  await takesShortWay();

  const index = await router.run("cat /sys/class/net/ppp0/ifindex");
  await isp.run("kill -9 $(pidof pppd)");
  await router.until(`test "$(cat /sys/class/net/ppp0/ifindex)" != ${index}`, { within: "2 min" });
  await router.until(isReady("homePrefix"), { within: "2 min" });
  await takesShortWay();
});
