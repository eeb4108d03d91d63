/** Booleans, strings and words. */
import { similarNames } from "../../did-you-mean.ts";
import { showValue } from "../show-value.ts";
import { defineType, refuse, type Type } from "../type.ts";

const MEANT: ReadonlyMap<unknown, string> = new Map([
  ...["true", "yes", "on", 1].map((word) => [word, "true"] as const),
  ...["false", "no", "off", 0].map((word) => [word, "false"] as const),
]);

export const boolean: Type<boolean> = defineType({
  expects: "true or false",
  parse: (value) => (typeof value === "boolean" ? value : refuse(undefined, MEANT.get(value))),
  schema: { type: "boolean" },
});

const isText = (value: unknown): value is string => typeof value === "string" && !value.includes("\0");

export const string: Type<string> = defineType({
  expects: "a string",
  parse: (value) => (isText(value) ? value : suggestText(value)),
  schema: { type: "string" },
});

const suggestText = (value: unknown) =>
  typeof value === "string"
    ? refuse("it has a NUL character")
    : refuse(undefined, typeof value === "number" ? JSON.stringify(String(value)) : undefined);

/** Text that several modules may add to: definitions are joined, each ending in a newline. */
export const lines: Type<string> = defineType({
  expects: "lines of text",
  parse: (value) => (isText(value) ? value : suggestText(value)),
  merge: (values) => values.map((value) => (value.endsWith("\n") ? value : `${value}\n`)).join(""),
  schema: { type: "string" },
});

/** A string of a certain form; `what` names the form: "a name of lower-case letters". */
export const pattern = (form: RegExp, what: string): Type<string> =>
  defineType({
    expects: what,
    parse: (value) => (isText(value) && form.test(value) ? value : undefined),
    schema: { type: "string", pattern: form.source },
  });

/** One of some words. */
export function oneOf<const W extends readonly string[]>(...words: W): Type<W[number]> {
  const all = words.map((word) => JSON.stringify(word));
  return defineType<W[number]>({
    expects: all.length < 3 ? all.join(" or ") : `one of ${all.join(", ")}`,
    parse: (value) => {
      if (typeof value === "string" && words.includes(value)) return value as W[number];
      const [near] = similarNames(typeof value === "string" ? value.slice(0, 60) : showValue(value), words);
      return refuse(undefined, near === undefined ? undefined : JSON.stringify(near));
    },
    schema: { enum: words },
  });
}
