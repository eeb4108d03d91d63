import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BuildEvent } from "../../nix/index.ts";
import { styleOf } from "../style.ts";
import { FakeTerminal } from "./fake-terminal.ts";
import { liveView } from "./live-view.ts";
import type { BuildPlan } from "./plan.ts";

const plan: BuildPlan = {
  steps: new Map([
    ["m.drv", { name: "musl-1.2.3", kind: "build" }],
    ["b.drv", { name: "busybox-1.35.0", kind: "build" }],
  ]),
};
const began = (id: number, drvPath: string): BuildEvent => ({
  kind: "started",
  id,
  activity: "build",
  drvPath,
  name: "?",
});

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

function open(terminal: FakeTerminal, verbose = false) {
  return liveView(terminal, plan, { verbose, style: styleOf(terminal, {}), now: () => performance.now() });
}

test("redraws what runs in place, and leaves what is built above it", () => {
  const terminal = new FakeTerminal();
  const view = open(terminal);
  view.onEvent(began(1, "m.drv"));
  vi.advanceTimersByTime(100);
  view.onEvent({ kind: "log", id: 1, line: "CC exp.c" });
  vi.advanceTimersByTime(10_000);
  expect(terminal.text).toBe(
    ["  building  musl-1.2.3   0:10  CC exp.c", "  0 of 2 done, 2 left, 1 running  0:10"].join("\n"),
  );
  view.onEvent({ kind: "finished", id: 1 });
  view.onEvent(began(2, "b.drv"));
  vi.advanceTimersByTime(100);
  expect(terminal.text).toBe(
    [
      "  built     musl-1.2.3  10 s",
      "  building  busybox-1.35.0   0:00",
      "  1 of 2 done, 1 left, 1 running  0:10",
    ].join("\n"),
  );
  view.onEvent({ kind: "finished", id: 2 });
  view.end("done");
  expect(terminal.text).toBe(
    [
      "  built     musl-1.2.3  10 s",
      "  built     busybox-1.35.0  0.1 s",
      "done in 10 s: built 2 packages",
    ].join("\n"),
  );
});

test("takes a terminal that says no size for one of the usual size", () => {
  const [written, terminal]: [string[], FakeTerminal] = [[], new FakeTerminal()];
  const sizeless = Object.assign(Object.create(terminal), {
    columns: 0,
    rows: 0,
    write: (text: string) => written.push(text),
  });
  const view = open(sizeless);
  view.onEvent(began(1, "m.drv"));
  vi.advanceTimersByTime(1100);
  view.end("done");
  expect(written.join("")).toContain("building  musl-1.2.3");
  expect(written.join("")).not.toMatch(/NaN|Infinity/);
});

test("hides the cursor while it draws, and shows it again however it ends", () => {
  for (const how of ["done", "failed", "stopped"] as const) {
    const terminal = new FakeTerminal();
    const view = open(terminal);
    expect(terminal.cursorHidden).toBe(true);
    view.end(how);
    expect(terminal.cursorHidden).toBe(false);
  }
});

test("a failed or stopped build leaves no half-drawn lines", () => {
  const terminal = new FakeTerminal();
  const view = open(terminal);
  view.onEvent(began(1, "m.drv"));
  vi.advanceTimersByTime(100);
  view.end("failed");
  expect(terminal.text).toBe("");
});

test("what failed stays to be seen", () => {
  const terminal = new FakeTerminal();
  const view = open(terminal);
  view.onEvent(began(1, "m.drv"));
  view.onEvent({ kind: "builds", done: 0, expected: 2, running: 0, failed: 1 });
  view.onEvent({ kind: "finished", id: 1 });
  view.end("failed");
  expect(terminal.text).toBe("  failed    musl-1.2.3  0.0 s");
});

test("with -v the logs scroll by above, each line with its package's name", () => {
  const terminal = new FakeTerminal();
  const view = open(terminal, true);
  view.onEvent(began(1, "m.drv"));
  view.onEvent({ kind: "log", id: 1, line: "\x1b[1mCC\x1b[0m exp.c" });
  view.onEvent({ kind: "log", id: 1, line: "CC log.c" });
  vi.advanceTimersByTime(100);
  expect(terminal.text.split("\n").slice(0, 2)).toEqual(["musl-1.2.3> CC exp.c", "musl-1.2.3> CC log.c"]);
  view.end("stopped");
});

test("survives a terminal that is made narrower and wider again", () => {
  const terminal = new FakeTerminal(80);
  terminal.write("prompt\n");
  const view = open(terminal);
  view.onEvent(began(1, "m.drv"));
  view.onEvent({ kind: "log", id: 1, line: "CC a/rather/long/path/to/a/source/file/exp.c" });
  vi.advanceTimersByTime(100);
  for (const columns of [30, 80, 20, 50]) terminal.resize(columns);
  expect(terminal.text.split("\n")).toEqual([
    "prompt",
    "  building  musl-1.2.3   0:00  CC … ce/file/exp.c",
    "  0 of 2 done, 2 left, 1 running  0:00",
  ]);
  view.end("stopped");
});

test("writes nothing when nothing changed", () => {
  const terminal = new FakeTerminal();
  const view = open(terminal);
  view.onEvent(began(1, "m.drv"));
  vi.advanceTimersByTime(100);
  const write = vi.spyOn(terminal, "write");
  vi.advanceTimersByTime(800);
  expect(write).not.toHaveBeenCalled();
  view.end("stopped");
});
