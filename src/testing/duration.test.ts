import { expect, test } from "vitest";
import { milliseconds } from "./duration.ts";

test.each([
  ["250 ms", 250],
  ["1.5 s", 1500],
  ["2 min", 120_000],
] as const)("%s is %d ms", (duration, ms) => {
  expect(milliseconds(duration)).toBe(ms);
});
