import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { BuildEvent } from "../../nix/index.ts";
import { plainView } from "./plain-view.ts";
import type { BuildPlan, BuildStep } from "./plan.ts";

const files = Array.from({ length: 30 }, (_, n): [string, BuildStep] => [
  `f${n}.drv`,
  { name: `f${n}.deb`, kind: "fetch", sizeBytes: n === 1 ? 138_000_000 : 1_000_000 },
]);
const plan: BuildPlan = {
  steps: new Map([...files, ["m.drv", { name: "musl-1.2.3", kind: "build" }] satisfies [string, BuildStep]]),
};

function watch(verbose = false) {
  let text = "";
  let nowMs = 0;
  const output = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const view = plainView(output, plan, { verbose, now: () => nowMs });
  return {
    at(ms: number, ...events: readonly BuildEvent[]) {
      nowMs = ms;
      for (const event of events) view.onEvent(event);
    },
    view,
    lines: () => text.trimEnd().split("\n"),
  };
}
const began = (id: number, drvPath: string): BuildEvent => ({
  kind: "started",
  id,
  activity: "build",
  drvPath,
  name: "?",
});
const fetched = (n: number): readonly BuildEvent[] => [
  began(n, `f${n}.drv`),
  { kind: "progress", id: n, done: 1_000_000, expected: 1_000_000 },
  { kind: "finished", id: n },
];

test("says what begins and what ends, and sums small files up", () => {
  const { at, view, lines } = watch();
  at(0, began(100, "f29.drv"));
  for (let n = 0; n < 29; n++) if (n !== 1) at(100 * n, ...fetched(n));
  at(4_000, { kind: "finished", id: 100 });
  at(4_100, began(200, "m.drv"), { kind: "log", id: 200, line: "CC exp.c" });
  at(48_000, { kind: "finished", id: 200 });
  view.end("done");
  expect(lines()).toEqual([
    "  0:00  to do: fetch 30 files (167.0 MB), build 1 package",
    "  0:04  fetched 29 files, 29.0 MB",
    "  0:04  building musl-1.2.3",
    "  0:48  built musl-1.2.3 in 44 s",
    "  0:48  done in 48 s: fetched 29 files (29.0 MB), built 1 package",
  ]);
});

test("tells of long downloads every ten seconds, and of large ones when they begin", () => {
  const { at, view, lines } = watch();
  at(0, began(1, "f1.drv"));
  at(1_000, began(3, "f3.drv"), { kind: "progress", id: 1, done: 9, expected: 0 });
  at(11_000, ...fetched(2));
  at(12_000, ...fetched(4));
  view.end("failed");
  expect(lines()).toEqual([
    "  0:00  to do: fetch 30 files (167.0 MB), build 1 package",
    "  0:00  fetching f1.deb, 138.0 MB",
    "  0:11  fetched 1 file, 1.0 MB",
    "  0:12  fetched 2 files, 2.0 MB",
  ]);
});

test("with -v each log line comes with its package's name", () => {
  const { at, lines } = watch(true);
  at(0, began(1, "m.drv"), { kind: "log", id: 1, line: "CC\texp.c" });
  expect(lines().at(-1)).toBe("musl-1.2.3> CC exp.c");
});

test("writes no control characters", () => {
  const { at, view, lines } = watch(true);
  at(
    0,
    began(1, "m.drv"),
    { kind: "log", id: 1, line: "\x1b[31mred\x1b[0m\x07" },
    { kind: "finished", id: 1 },
  );
  view.end("done");
  expect(lines().join("")).toMatch(/^[\x20-\x7e]*$/);
});

test("tells where else something is built, what is copied from there, and once which machine is lost", () => {
  const { at, lines } = watch();
  const lost: BuildEvent = {
    kind: "message",
    level: 0,
    text: "cannot build on 'ssh://near': error: cannot connect to 'near': Connection refused",
  };
  const copied = (id: number): BuildEvent => ({ kind: "started", id, activity: "copy", name: `copy-${id}` });
  at(0, lost, lost, { ...began(1, "m.drv"), machine: "ssh://alice@far" } as BuildEvent);
  at(1_000, copied(2), { kind: "finished", id: 2 }, copied(3));
  at(9_000, { kind: "finished", id: 3 }, { kind: "finished", id: 1 });
  expect(lines().slice(1)).toEqual([
    "  0:00  warning: ssh://near builds nothing: Connection refused",
    "  0:00  building musl-1.2.3 on alice@far",
    "  0:01  copying copy-2",
    "  0:01  copying copy-3",
    "  0:09  copied copy-3 in 8.0 s",
    "  0:09  built musl-1.2.3 in 9.0 s",
  ]);
});
