import { expect, test } from "vitest";
import { difference, showDifferences } from "./diff.ts";

test("what is the same is no difference", () => {
  expect(difference({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
});

test("differences are shown by name, as deep as both sides go", () => {
  const before = {
    a: { b: 1, c: "x", gone: null },
    list: ["a", "b"],
    text: "one\ntwo\n",
    kind: { a: 1 },
    order: [1, 2],
  };
  const after = {
    a: { b: 2, c: "x", "new one": {} },
    list: ["b", "c"],
    text: "one\nthree\n",
    kind: 1,
    order: [2, 1],
  };
  expect(showDifferences(difference(before, after))).toBe(`~ a.b: 1 -> 2
- a.gone = null
+ a."new one" = {}
~ kind: { a: 1 } -> 1
~ list:
    - "a"
    + "c"
~ order: the same in another order
~ text:
    - two
    + three
`);
});
