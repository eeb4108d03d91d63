import { expect, test } from "vitest";
import { type Derivation, derivation } from "./derivation.ts";
import { fetches } from "./fetches.ts";
import { closure, pathOf, referencesOf } from "./graph.ts";
import { type Source, textSource } from "./source.ts";

const node = (
  name: string,
  inputs: readonly Derivation[] = [],
  sources: readonly Source[] = [],
): Derivation =>
  derivation({
    name,
    system: "builtin",
    builder: "builtin:fetchurl",
    env: { url: `http://a.example/${name}` },
    inputs: inputs.map((input) => ({ derivation: input, outputs: ["out"] })),
    sources,
  });

const inner = textSource("inner", "");
const text = textSource("text", inner.path, [inner]);
const bottom = node("bottom", [], [text]);
const [left, right] = [node("left", [bottom], [inner]), node("right", [bottom])];
const top = node("top", [left, right]);

test("a closure has everything once, and each after what it refers to", () => {
  const sorted = closure([top, right]);
  expect(sorted.map(pathOf).toSorted()).toEqual(
    [inner, text, bottom, left, right, top].map(pathOf).toSorted(),
  );
  for (const [n, member] of sorted.entries()) {
    for (const reference of referencesOf(member)) expect(sorted.indexOf(reference)).toBeLessThan(n);
  }
});

test("a long chain does not overflow the stack", () => {
  let last = node("first");
  for (let n = 0; n < 20_000; n++) last = node("next", [last]);
  expect(closure([last])).toHaveLength(20_001);
});

test("every fetch is known by its address", () => {
  expect(fetches([top]).get("http://a.example/bottom")).toBe(bottom.drvPath);
});
