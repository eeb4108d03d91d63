import { defineConfiguration, longrun, oneshot, sh } from "liminix";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";

/** Each sleeps for as long as its name says, by which its processes can be told from all others. */
const steady = ["s90001", "s90002", "s90003"] as const;
const sleeper = (name: string, dependencies: Parameters<typeof longrun>[0]["dependencies"] = []) =>
  longrun({ run: sh`exec sleep ${name.slice(1)}`, dependencies });
const base = sleeper("s90004");
const restless = {
  s90004: base,
  s90005: sleeper("s90005", [base]),
  once: oneshot({ up: sh`sleep 0.2`, down: sh`sleep 0.2` }),
};
const configuration = defineConfiguration({
  hostname: "killed",
  services: { ...Object.fromEntries(steady.map((name) => [name, sleeper(name)])), ...restless },
});
const sleepers = [...steady, "s90004", "s90005"];

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const isReady = (name: string): string => `lim status ${name} | grep '^${name} *ready'`;
const find = (name: string): string => `pgrep -f '^sleep ${name.slice(1)}'`;

/** Shell that succeeds when each has one process if lim says that it is ready, and none if not. */
const said = `"$(grep -oE 's9000[0-9] +ready' /tmp/status | tr -dc '0-9\\n' | sort)"`;
const running = `"$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -xE '9000[0-9]' | sort)"`;
const isTrue = `lim status >/tmp/status 2>/dev/null && [ ${said} = ${running} ]`;

/** Shell that prints the pid of what is no runsv. */
const pidOf: Readonly<Record<string, string>> = {
  limd: "pidof limd",
  "its keeper": "pgrep -f '^/bin/sh /etc/keep-limd'",
};
const seed = 20_261_123;

test("limd and any runsv may be killed at any moment: what runs runs on, nothing runs twice, and what lim says is true within 2 s", async () => {
  const random = numbers(seed);
  const choose = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  await using router = await boot(configuration, { name: "killed" });
  for (const name of [...sleepers, "once"]) await router.until(isReady(name));
  const before = await router.run(steady.map(find).join("; "));

  const supervised = ["command-console", "console", "syslog", "klog", ...sleepers];
  for (let kills = 1; kills <= 100; kills++) {
    const wish = `lim ${choose(["up", "down", "restart"])} ${choose(Object.keys(restless))}`;
    const victim = choose(["limd", "limd", "limd", "its keeper", ...supervised]);
    const who = pidOf[victim] ?? `pgrep -f '^runsv /run/service/${victim}'`;
    const pauseMs = Math.floor(random() * 250);
    const { ms } = await router.time(
      `${wish} >/dev/null 2>&1 & sleep ${pauseMs / 1000}; kill -9 $(${who}); until ${isTrue}; do sleep 0.02; done`,
    );
    const counts = await router.run(sleepers.map((name) => `${find(name)} | wc -l`).join("; "));
    const story = `after ${kills} kills, the last of ${victim} after '${wish}'`;
    expect(Math.max(...counts.split("\n").map(Number)), story).toBeLessThanOrEqual(1);
    expect(ms - pauseMs, story).toBeLessThan(2000);
  }

  expect(await router.run(steady.map(find).join("; "))).toBe(before);
  await router.run("lim up s90004; lim up s90005; lim up once");
  await router.until(`${isReady("s90005")} && ${isReady("once")}`);
  await router.powerOff();
});
