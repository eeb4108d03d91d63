import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Path } from "../merge.ts";
import { type Finding, findKey } from "./find-key.ts";

const folder = mkdtempSync(join(tmpdir(), "liminix-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/**
 * Looks for a path in the call of `define` in this text. The answer is the text from the place on, to the end
 * of its line; and that from the place that brought it in.
 */
function find(path: Path, text: string, neighbour = ""): readonly string[] {
  const name = join(folder, `${count++}.ts`);
  writeFileSync(name, text);
  writeFileSync(join(folder, "neighbour.ts"), neighbour);
  const offset = text.indexOf("define(");
  const before = text.slice(0, offset).split("\n");
  const found = findKey({ file: name, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, path);
  return [found.place, found.from].flatMap((place) => (place === undefined ? [] : [rest(place)]));

  function rest({ file, line = 1, column = 1 }: Finding["place"]): string {
    const source = file === name ? text : neighbour;
    return (source.split("\n")[line - 1] ?? "").slice(column - 1);
  }
}

test.for<readonly [string, Path, string, ...string[]]>([
  ["a key", ["a"], "define({\n  a: 1,\n  b: 2,\n})", "a: 1,"],
  ["a key in a key", ["a", "b"], "define({\n  b: 1,\n  a: {\n    b: 2 },\n})", "b: 2 },"],
  ["an item of a list", ["a", 1], "define({ a: [\n1,\n2\n] })", "2"],
  ["a key in an item", ["a", 1, "b"], "define({ a: [{ b: 1 },\n{\nb: 2 }] })", "b: 2 }] })"],
  ["as deep as it is written out", ["a", "b", "c"], "define({\n  a: f(),\n})", "a: f(),"],
  ["through a call", ["a", "b"], "define({ a: when(true, {\nb: 1 }) })", "b: 1 }) })"],
  ["through a function", ["a", "b"], "define({ a: computed(() => ({\nb: 1 })) })", "b: 1 })) })"],
  [
    "in a function's body",
    ["a"],
    "define(() => {\n  const x = { c: 1 };\n  return {\n    a: 1 };\n})",
    "a: 1 };",
  ],
  ["quoted", ["a.b"], 'define({\n"a.b": 1 })', '"a.b": 1 })'],
  ["the last of two", ["a"], "define({ a: 1,\na: 2 })", "a: 2 })"],
  ["nothing: the call", ["z"], "define({ a: 1 })", "define({ a: 1 })"],
  ["of a name", ["a", "b"], "const x = {\n  b: 1 };\ndefine({\n  a: x,\n});", "b: 1 }; <- a: x,"],
  ["of a name alone", ["a", "b"], "const a = {\n  b: 1 };\ndefine({\n  a,\n});", "b: 1 }; <- a,"],
  [
    "of a function's result",
    ["a", "b"],
    "function f() {\n  return { b: 1 };\n}\ndefine({\n  a: f(),\n});",
    "b: 1 }; <- a: f(),",
  ],
  ["of a spread", ["b"], "const x = {\n  b: 1 };\ndefine({ ...x });", "b: 1 }; <- define({ ...x });"],
  ["of the argument itself", ["b"], "const x = {\n  b: 1 };\ndefine(x);", "b: 1 }; <- define(x);"],
  ["of names that go round", ["b"], "const x = y;\nconst y = x;\ndefine(x);", "define(x);"],
])("%s", ([_, path, text, expected]) => {
  expect(find(path, text).join(" <- ")).toBe(expected);
});

test("in another file", () => {
  const neighbour = "export const far = {\n  b: 1 };";
  const text = 'import { far as near } from "./neighbour.ts";\ndefine({\n  a: near,\n});';
  expect(find(["a", "b"], text, neighbour)).toEqual(["b: 1 };", "a: near,"]);
});

test("a file that is not there has the place that was asked for", () => {
  const call = { file: join(folder, "none.ts"), line: 3, column: 1 };
  expect(findKey(call, ["a"])).toEqual({ place: call });
});
