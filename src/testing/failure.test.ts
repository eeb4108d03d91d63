import { expect, test } from "vitest";
import { MachineError, showResult } from "./failure.ts";

test("an error says what was asked and what came, then the console, then how to boot it by hand", () => {
  const result = showResult({ status: 3, stdout: "", stderr: "no such\nthing\n" });
  const error = new MachineError("'ls /x' failed, expected it to succeed", result, {
    machine: "router",
    consoleLines: ["booting", "hello login:"],
    byHand: "qemu-system-mips -M malta",
  });
  expect(error.message).toMatchInlineSnapshot(`
    "router: 'ls /x' failed, expected it to succeed
      it ended with status 3
      stdout: nothing
      stderr:
        no such
        thing
    --- the last 2 lines of router's console
    booting
    hello login:
    --- to boot it by hand, on the conventional networks
    qemu-system-mips -M malta"
  `);
});

test("of long output the end is shown, and how much is left out", () => {
  const stdout = Array.from({ length: 25 }, (_, index) => `line ${index + 1}\n`).join("");
  const shown = showResult({ status: 1, stdout, stderr: "" });
  expect(shown.slice(1, 3)).toEqual(["stdout, without its first 5 lines:", "  line 6"]);
});
