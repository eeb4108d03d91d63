import { expect, test } from "vitest";
import { parseIdentity, startOf } from "./process-identity.ts";

const stat = (name: string, state: string): string =>
  `81 (${name}) ${state} 1 81 81 0 -1 4194304 60 0 0 0 0 0 0 0 20 0 1 0 2475 1576960 250 4294967295\n`;

test("a process's start is found behind any name", () => {
  for (const name of ["sleep", "a b", ") S 1 2 3 (", "((("]) expect(startOf(stat(name, "S"))).toBe("2475");
});

test("a process that waits to be reaped does not live", () => {
  expect(startOf(stat("sleep", "Z"))).toBeUndefined();
});

test("what launch wrote is read back, and nothing else", () => {
  expect(parseIdentity("81 2475\n")).toEqual({ pid: 81, start: "2475" });
  for (const text of ["", "81", "81 2475", "x 1\n"]) expect(parseIdentity(text)).toBeUndefined();
});
