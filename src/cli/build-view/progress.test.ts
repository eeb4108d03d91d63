import { describe, expect, test } from "vitest";
import type { BuildEvent } from "../../nix/index.ts";
import type { BuildPlan } from "./plan.ts";
import { advance, beginProgress, type Progress, tally } from "./progress.ts";

const plan: BuildPlan = {
  steps: new Map([
    ["/nix/store/a.drv", { name: "a.tar.xz", kind: "fetch" }],
    ["/nix/store/m.drv", { name: "musl-1.2.3", kind: "build", file: "packages/musl/package.ts" }],
  ]),
};
const after = (...events: readonly BuildEvent[]): Progress =>
  events.reduce(
    (progress, event, index) => advance(progress, event, 1000 * (index + 1)),
    beginProgress(plan, 0),
  );
const started = (id: number, drvPath: string): BuildEvent => ({
  kind: "started",
  id,
  activity: "build",
  drvPath,
  name: "x",
});

describe("advance", () => {
  test("names an activity as the plan does", () => {
    expect(after(started(1, "/nix/store/m.drv")).running.get(1)).toEqual({
      kind: "build",
      name: "musl-1.2.3",
      drvPath: "/nix/store/m.drv",
      startedMs: 1000,
    });
  });

  test("what is taken from a cache is one copy, though Nix tells of it twice", () => {
    const { finished } = after(
      { kind: "started", id: 1, activity: "substitute", name: "musl-1.2.3", url: "ssh-ng://far" },
      { kind: "started", id: 2, activity: "copy", name: "musl-1.2.3", url: "ssh-ng://far" },
      { kind: "finished", id: 2 },
      { kind: "finished", id: 1 },
    );
    expect(finished.copy).toBe(1);
  });

  test("a download inside a fixed-output build is that fetch, not one more thing to do", () => {
    const progress = after(
      started(1, "/nix/store/a.drv"),
      {
        kind: "started",
        id: 2,
        activity: "fetch",
        drvPath: "/nix/store/a.drv",
        name: "a.tar.xz",
        url: "http://mirror/pool/a.tar.xz",
      },
      { kind: "progress", id: 2, done: 5, expected: 10 },
    );
    expect([...progress.running.keys()]).toEqual([1]);
    expect(progress.running.get(1)?.bytes).toEqual({ done: 5, expected: 10 });
    const end = [
      { kind: "finished", id: 2 },
      { kind: "finished", id: 1 },
    ] as const;
    const done = end.reduce<Progress>((so, event) => advance(so, event, 0), progress);
    expect(done.finished).toEqual({ fetch: 1, build: 0, copy: 0, failed: 0 });
    expect(done.fetchedBytes).toBe(10);
    expect(done.partOf.size).toBe(0);
  });

  test("keeps the phase and the last log line", () => {
    const { running } = after(
      started(1, "/nix/store/m.drv"),
      { kind: "phase", id: 1, phase: "compile" },
      { kind: "log", id: 1, line: "one" },
      { kind: "log", id: 1, line: "two" },
    );
    expect(running.get(1)).toMatchObject({ phase: "compile", line: "two" });
  });

  test("a build that ends after Nix counted one more failure has failed", () => {
    const builds = (failed: number): BuildEvent => ({
      kind: "builds",
      done: 0,
      expected: 2,
      running: 2,
      failed,
    });
    const progress = after(
      started(1, "/nix/store/m.drv"),
      started(2, "/nix/store/n.drv"),
      builds(1),
      { kind: "finished", id: 2 },
      builds(1),
      { kind: "finished", id: 1 },
    );
    expect(progress.finished).toEqual({ fetch: 0, build: 1, copy: 0, failed: 1 });
  });

  test("lets events about activities it has not seen pass", () => {
    expect(after({ kind: "log", id: 9, line: "?" }, { kind: "finished", id: 9 })).toEqual(
      beginProgress(plan, 0),
    );
  });

  test("does not change the progress it was given", () => {
    const begin = beginProgress(plan, 0);
    advance(begin, started(1, "/nix/store/m.drv"), 0);
    expect(begin).toEqual(beginProgress(plan, 0));
  });
});

describe("tally", () => {
  test("counts what is left, what runs included", () => {
    expect(tally(after(started(1, "/nix/store/m.drv")))).toEqual({ total: 2, done: 0, left: 2 });
    expect(tally(after(started(1, "/nix/store/m.drv"), { kind: "finished", id: 1 }))).toEqual({
      total: 2,
      done: 1,
      left: 1,
    });
  });

  test("never has less than nothing left, when more happens than was planned", () => {
    const progress = after(
      started(1, "/nix/store/1.drv"),
      started(2, "/nix/store/2.drv"),
      started(3, "/nix/store/3.drv"),
    );
    expect(tally(progress)).toEqual({ total: 3, done: 0, left: 3 });
  });
});
