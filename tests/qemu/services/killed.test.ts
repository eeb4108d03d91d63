import { defineConfiguration, longrun, oneshot, sh } from "liminix";
import { boot } from "liminix/testing";
import { expect, test } from "vitest";

/** Each sleeps for another time, by which its processes can be told from all others. */
const sleeps = { one: 90_001, two: 90_002, three: 90_003, base: 90_004, middle: 90_005 } as const;
type Sleeper = keyof typeof sleeps;
const sleeper = (name: Sleeper) => longrun({ run: sh`exec sleep ${sleeps[name]}` });
const base = sleeper("base");
const restless = {
  base,
  middle: longrun({ run: sh`exec sleep ${sleeps.middle}`, dependencies: [base] }),
  once: oneshot({ up: sh`sleep 0.2`, down: sh`sleep 0.2` }),
};
const configuration = defineConfiguration({
  hostname: "killed",
  services: { one: sleeper("one"), two: sleeper("two"), three: sleeper("three"), ...restless },
});
const steady = ["one", "two", "three"] as const;
const sleepers = Object.keys(sleeps) as readonly Sleeper[];

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
/** A shell that looks for it has the words in its own command line, but not at the beginning. */
const find = (name: Sleeper): string => `pgrep -f '^sleep ${sleeps[name]}'`;

/** Shell that succeeds when each has a process if lim says that it is ready, and none if not. */
const isTrue = [
  "lim status >/tmp/status",
  ...sleepers.map(
    (name) => `[ $(${find(name)} | wc -l) = $(grep -cE '^[^a-z]*${name} +ready' /tmp/status) ]`,
  ),
].join(" && ");

/** Shell that prints the pid of what is no runsv. */
const pidOf: Readonly<Record<string, string>> = {
  limd: "pidof limd",
  "its keeper": "pgrep -f '^/bin/sh /etc/limd'",
};
const seed = 20_261_123;

test("limd and any runsv may be killed at any moment: what runs runs on, nothing runs twice, and lim tells the truth", async () => {
  const random = numbers(seed);
  const choose = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  await using router = await boot(configuration, { name: "killed" });
  for (const name of [...sleepers, "once"]) await router.until(isReady(name));
  const before = await router.run(steady.map(find).join("; "));

  const supervised = ["command-console", "console", "syslog", "klog", ...sleepers];
  for (let kills = 1; kills <= 100; kills++) {
    const wish = `lim ${choose(["up", "down", "restart"])} ${choose(Object.keys(restless))}`;
    const victim = choose(["limd", "its keeper", ...supervised]);
    const who = pidOf[victim] ?? `pgrep -f '^runsv /run/service/${victim}'`;
    const counts = await router.run(
      `${wish} >/dev/null 2>&1 & sleep ${(random() / 4).toFixed(3)}; kill -9 $(${who}); wait; ` +
        sleepers.map((name) => `${find(name)} | wc -l`).join("; "),
    );
    const most = Math.max(...counts.split("\n").map(Number));
    expect(most, `after ${kills} kills, the last of ${victim} after '${wish}'`).toBeLessThanOrEqual(1);
  }

  await router.until(isTrue);
  // The clock of the router tells. Looking at one is enough here: at all of them takes most of a second of an
  // emulated processor. On a busy host that is slower than ours, so the least of three is what limd took.
  const took: number[] = [];
  for (let kill = 1; kill <= 3; kill++) {
    const times = await router.run(
      `read -r begin rest </proc/uptime; kill -9 $(pidof limd); until ${isReady("one")}; do sleep 0.05; done >/dev/null 2>&1; ` +
        "read -r end rest </proc/uptime; echo $begin $end",
    );
    const [begin = 0, end = 0] = times.split(" ").map(Number);
    took.push(end - begin);
  }
  expect(Math.min(...took)).toBeLessThan(2);
  await router.until(isTrue);
  expect(await router.run(steady.map(find).join("; "))).toBe(before);
  await router.run("lim up base; lim up middle; lim up once");
  await router.until(`${isReady("middle")} && ${isReady("once")}`);
  await router.powerOff();
});
