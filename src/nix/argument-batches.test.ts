import { expect, test } from "vitest";
import { argumentBatches } from "./argument-batches.ts";

test("no arguments are no command lines", () => {
  expect([...argumentBatches([])]).toEqual([]);
});

test("few arguments are one command line", () => {
  expect([...argumentBatches(["a", "b"])]).toEqual([["a", "b"]]);
});

test("many arguments are cut into command lines of a megabyte at most, in their order", () => {
  const args = Array.from({ length: 50_000 }, (_, n) => `/nix/store/${n}-${"x".repeat(60)}`);
  const batches = [...argumentBatches(args)];
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.flat()).toEqual(args);
  for (const batch of batches) expect(batch.join(" ").length).toBeLessThan(1_100_000);
});
