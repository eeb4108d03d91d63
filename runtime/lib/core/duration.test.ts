import { expect, test } from "vitest";
import { sayDuration } from "./duration.ts";

test.each([
  [0, "1 s"],
  [8400, "8 s"],
  [89_000, "89 s"],
  [300_000, "5 min"],
  [3_599_000, "1 h"],
  [12_000_000, "3 h 20 min"],
  [7_200_000, "2 h"],
  [200_000_000, "2 days"],
])("%i ms are %s", (ms, words) => {
  expect(sayDuration(ms)).toBe(words);
});
