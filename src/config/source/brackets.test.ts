import { expect, test } from "vitest";
import { type Bracket, readBrackets } from "./brackets.ts";

/** The keys of every pair of braces, by nesting. */
const keys = (text: string): unknown =>
  readBrackets(text).items.flatMap(({ inside }) => inside.map(describeBracket));

const describeBracket = ({ open, items }: Bracket): unknown =>
  open === "{"
    ? Object.fromEntries(items.map(({ key = "-", inside }) => [key, inside.map(describeBracket)]))
    : [open, ...items.flatMap(({ inside }) => inside.map(describeBracket))];

test.each<readonly [string, string, unknown]>([
  ["keys of a literal", "x = { a: 1, b: { c: 2 } }", [{ a: [], b: [{ c: [] }] }]],
  ["quoted keys and numbers", `x = { "a b": 1, 'c': 2, 3: 4 }`, [{ "a b": [], c: [], 3: [] }]],
  ["a name alone is key and value", "x = { a, b }", [{ a: [], b: [] }]],
  ["a spread has no key", "x = { ...a, b: 1 }", [{ "-": [], b: [] }]],
  ["brackets in strings", `x = { a: "{", b: '}', c: \`{\` }`, [{ a: [], b: [], c: [] }]],
  ["escapes in strings", String.raw`x = { a: "\"{", b: '\'}' }`, [{ a: [], b: [] }]],
  ["brackets in comments", "x = { /* { */ a: 1, // }\n b: 2 }", [{ a: [], b: [] }]],
  ["brackets in regular expressions", "x = { a: /[/{]/.test(y), b: 4 / 2 / 1 }", [{ a: [["("]], b: [] }]],
  [
    "holes in templates",
    "x = { a: `{$@{f({ b: 1 })}{`, c: 2 }",
    [{ a: [["hole", ["(", { b: [] }]]], c: [] }],
  ],
  ["templates in templates", "x = { a: `$@{`{$@{1}`}`, c: 2 }", [{ a: [["hole", ["hole"]]], c: [] }]],
  ["types of parameters", "x = { a: (b: { c: number }) => 1, d: 2 }", [{ a: [["(", { c: [] }]], d: [] }]],
  ["conditions have colons too", "x = { a: b ? c : d, e: 1 }", [{ a: [], e: [] }]],
  ["a last comma", "x = { a: 1, }", [{ a: [] }]],
  ["what does not close", "x = { a: [1, (2", [{ a: [["[", ["("]]] }]],
  ["what was not open", ") } x = { a: 1 }", [{ a: [] }]],
])("%s", (_, text, expected) => {
  expect(keys(text.replaceAll("$@", "$"))).toEqual(expected);
});
