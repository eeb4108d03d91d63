import { expect, test } from "vitest";
import { stableJson } from "./stable-json.ts";

const json = (value: unknown): unknown => JSON.parse(stableJson(value));

test("keys are in the order of the alphabet, at every depth", () => {
  expect(stableJson({ b: 1, a: { d: 2, c: [{ f: 3, e: 4 }] } })).toBe(
    `${JSON.stringify({ a: { c: [{ e: 4, f: 3 }], d: 2 }, b: 1 }, undefined, 2)}\n`,
  );
});

test("lists keep their order", () => expect(json(["b", "a"])).toEqual(["b", "a"]));

test("maps, sets and bytes are shown by what is in them", () => {
  const value = { map: new Map([["k", 1]]), set: new Set(["x"]), bytes: new TextEncoder().encode("text") };
  expect(json(value)).toEqual({ map: { k: 1 }, set: ["x"], bytes: "text" });
});

test("what JSON has no word for does not vanish", () => {
  expect(json({ script: function build() {}, big: 10n })).toEqual({ script: "function build", big: "10" });
});

test("a value inside itself does not go on for ever", () => {
  const loop: Record<string, unknown> = { name: "loop" };
  loop.self = loop;
  expect(json(loop)).toEqual({ name: "loop", self: "(see above)" });
});

test("a value that is met twice is shown twice", () => {
  const shared = { a: 1 };
  expect(json([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
});

test("a key named __proto__ is a key", () => {
  expect(stableJson(JSON.parse('{ "__proto__": 1 }'))).toContain('"__proto__": 1');
});
