import { PassThrough } from "node:stream";
import { expect, test, vi } from "vitest";
import type { Transfer } from "../../tftp/index.ts";
import { FakeTerminal } from "../build-view/fake-terminal.ts";
import { transferView } from "./transfer-view.ts";

const client = "192.0.2.7";
const transfer = (file: string): Transfer =>
  ({
    request: { kind: "read", file, mode: "octet", options: new Map() },
    file: { descriptor: 3, sizeBytes: 1000 },
    negotiated: { terms: { blockSize: 512, windowSize: 1 }, agreed: new Map() },
    begunAtMs: performance.now(),
    acknowledgedBytes: 512,
    repeatedBlocks: 0,
  }) as unknown as Transfer;

const context = (stdout: FakeTerminal) => ({
  stdin: new PassThrough(),
  stdout,
  stderr: new PassThrough(),
  env: {},
  cwd: "/",
  signal: new AbortController().signal,
});

test("on a terminal what runs stands below what has ended, and goes when it ends", () => {
  vi.useFakeTimers();
  const terminal = new FakeTerminal();
  const lines = () => terminal.text.split("\n").map((line) => line.replace(/(ms|s|in) .*/, "$1"));
  using view = transferView(context(terminal));
  const [first, second] = [transfer("first"), transfer("second")];
  view.onEvent({ kind: "begun", client, transfer: first });
  view.onEvent({ kind: "begun", client, transfer: second });
  vi.advanceTimersByTime(500);
  expect(terminal.text.split("\n").map((line) => line.slice(0, 22))).toEqual([
    "192.0.2.7 first: 51 %,",
    "192.0.2.7 second: 51 %",
  ]);
  view.onEvent({ kind: "ended", client, transfer: first, outcome: { kind: "done" } });
  expect(lines()).toEqual([
    expect.stringMatching(/^192\.0\.2\.7 first: 1 kB in/),
    expect.stringMatching(/^192\.0\.2\.7 second: 51 %/),
  ]);
  view.onEvent({ kind: "ended", client, transfer: second, outcome: { kind: "done" } });
  expect(lines()).toHaveLength(2);
  vi.useRealTimers();
});
