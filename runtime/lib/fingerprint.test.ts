import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

test("it is FNV-1a's, and another one after something else", () => {
  expect(fingerprint("")).toBe(0x811c_9dc5);
  expect(fingerprint("a")).toBe(0xe40c_292c);
  expect(fingerprint("foobar")).toBe(0xbf9c_f968);
  expect(fingerprint("a", 1)).not.toBe(fingerprint("a"));
});
