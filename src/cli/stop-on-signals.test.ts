import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { stopOnSignals } from "./stop-on-signals.ts";

test("asked once it ends cleanly, asked twice it ends at once", () => {
  const exit = vi.fn();
  const process = Object.assign(new EventEmitter(), { exit });
  const signal = stopOnSignals(process);
  expect(signal.aborted).toBe(false);
  process.emit("SIGINT");
  expect(signal.aborted).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  process.emit("SIGTERM");
  expect(exit).toHaveBeenCalledWith(130);
});
