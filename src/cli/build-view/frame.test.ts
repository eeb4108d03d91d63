import { expect, test } from "vitest";
import type { Style } from "../style.ts";
import { width } from "./fit.ts";
import { frame } from "./frame.ts";
import type { BuildPlan } from "./plan.ts";
import { type Activity, beginProgress, type Progress } from "./progress.ts";

const same = (text: string) => text;
const style: Style = { bold: same, dim: same, red: same, green: same, cyan: same };
const plan: BuildPlan = {
  steps: new Map(Array.from({ length: 57 }, (_, n) => [`${n}.drv`, { name: `p${n}`, kind: "build" }])),
};
const running = (...activities: readonly Activity[]): Progress => ({
  ...beginProgress(plan, 0),
  running: new Map(activities.entries()),
  finished: { fetch: 10, build: 2, copy: 0, failed: 0 },
});

test("shows what runs, how far, and how much is left", () => {
  const progress = running(
    { kind: "build", name: "musl-1.2.3", startedMs: 20_000, phase: "compile", line: "CC src/math/exp.c" },
    {
      kind: "fetch",
      name: "linux.tar.xz",
      startedMs: 50_000,
      bytes: { done: 61_200_000, expected: 138_400_000 },
    },
    { kind: "fetch", name: "libc.deb", startedMs: 60_500 },
    { kind: "fetch", name: "make.deb", startedMs: 60_500, bytes: { done: 1, expected: 90_000 } },
  );
  expect(frame(progress, 61_000, { columns: 80, rows: 24 }, style)).toEqual([
    "  building  musl-1.2.3     0:41  CC src/math/exp.c",
    "  fetching  linux.tar.xz   0:11  61.2 MB of 138.4 MB, 44 %",
    "  fetching  2 small files",
    "  12 of 57 done, 45 left, 4 running  1:01",
  ]);
});

test("a small file that takes long is named after all", () => {
  const progress = running({
    kind: "fetch",
    name: "libc.deb",
    startedMs: 0,
    bytes: { done: 5_000, expected: 90_000 },
  });
  expect(frame(progress, 4_000, { columns: 80, rows: 24 }, style)[0]).toBe(
    "  fetching  libc.deb   0:04  5 kB of 90 kB, 5 %",
  );
});

test("what has no room is counted", () => {
  const many = running(
    ...Array.from({ length: 20 }, (_, n): Activity => ({ kind: "build", name: `p${n}`, startedMs: 0 })),
  );
  expect(frame(many, 0, { columns: 80, rows: 6 }, style)).toEqual([
    "  building  p0   0:00",
    "  building  p1   0:00",
    "  and 18 more",
    "  12 of 57 done, 45 left, 20 running  0:00",
  ]);
});

test("says so when another Nix has what is left", () => {
  expect(frame(running(), 2_000, { columns: 80, rows: 24 }, style)).toHaveLength(1);
  expect(frame(running(), 9_000, { columns: 80, rows: 24 }, style)[0]).toBe(
    "  waiting for another Nix, which builds the same",
  );
});

test.each([1, 2, 10, 20, 40, 79, 200])("no line is wider than a terminal of %i columns", (columns) => {
  const progress = running({
    kind: "build",
    name: "n".repeat(90),
    startedMs: 0,
    line: `${"日本".repeat(60)}`,
  });
  for (const line of frame(progress, 5_000, { columns, rows: 24 }, style)) {
    expect(width(line)).toBeLessThan(Math.max(columns, 1) + (columns === 1 ? 1 : 0));
  }
});
