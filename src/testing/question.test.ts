import { expect, test } from "vitest";
import { ask, sourceOf } from "./question.ts";

test.each([
  [() => "here", { done: true, value: "here" }],
  [() => 0, { done: true, value: 0 }],
  [async () => undefined, { done: false, seen: ["the answer was undefined"] }],
  [() => false as const, { done: false, seen: ["the answer was false"] }],
])("%s is asked", async (question, expected) => {
  expect(await ask<unknown>(question)).toEqual(expected);
});

test("a question that throws is unanswered, and says why", async () => {
  const answer = await ask(() => {
    throw new Error("no lease\nyet");
  });
  expect(answer).toEqual({ done: false, seen: ["no lease", "yet"] });
});

test("a question is shown as it was written, on one line", () => {
  // biome-ignore format: what is shown is what is written
  expect(sourceOf(() =>
    "a")).toBe('`() => "a"`');
  expect(sourceOf(new Function(`return "${"x".repeat(200)}"`) as () => string)).toHaveLength(102);
});
