/**
 * Text with typed holes. A hole is a store object (or one of its outputs) and stays a value until lowering,
 * which puts the store path in its place and makes it an input of whatever the text ends up in.
 */
import { indentation } from "./dedent.ts";
import { isOutputOf, isRecipe, type OutputOf, type Recipe } from "./recipe.ts";

export interface Fragment {
  readonly kind: "fragment";
  readonly parts: readonly (string | Reference)[];
}

/** What a fragment may refer to. */
export type Reference = Recipe | OutputOf | HashOf | RuntimeHole;

/** A value that only the router knows. It may stand where services are described, and is gone before lowering. */
export interface RuntimeHole {
  readonly runtime: true;
  readonly kind: string;
  readonly name: string;
}

/** The SHA-256 of a text, once the store paths in it are known. */
export interface HashOf {
  readonly kind: "hash-of";
  readonly name: string;
  readonly content: Fragment;
}

type Hole = string | number | Reference | Fragment;
/** What may stand in a hole of `sh`; a list becomes as many words. */
export type Shellable = Hole | readonly Hole[];

export const isFragment = (value: unknown): value is Fragment =>
  (value as { kind?: unknown } | undefined)?.kind === "fragment";

export const isRuntimeHole = (value: unknown): value is RuntimeHole =>
  typeof value === "object" && value !== null && (value as Partial<RuntimeHole>).runtime === true;

const isHashOf = (value: unknown): value is HashOf =>
  (value as { kind?: unknown } | undefined)?.kind === "hash-of";

/** The hash of what a fragment comes to, for those who compare what they cannot see. */
export const hashOf = (name: string, content: Fragment): HashOf =>
  Object.freeze({ kind: "hash-of", name, content });

/**
 * Shell script. Plain strings are quoted as one word, lists are spread into words, store objects become
 * their paths, fragments stand as they are. Backslashes are the shell's own; `\${` gives `${`.
 */
export const sh = (strings: TemplateStringsArray, ...holes: readonly Shellable[]): Fragment =>
  interpolate(
    strings.raw.map((part) => part.replaceAll("\\${", "${").replaceAll("\\`", "`")),
    holes,
    quoteWord,
  );

/** Plain text, with the same holes and without quoting. */
export const text = (strings: TemplateStringsArray, ...holes: readonly Hole[]): Fragment =>
  interpolate(strings, holes, (word) => word);

/** Fragments one after the other, as lines. */
export const lines = (...fragments: readonly Fragment[]): Fragment => ({
  kind: "fragment",
  parts: fragments.flatMap(({ parts }) => [...parts, "\n"]),
});

/** A word as the shell reads it back; left bare when nothing in it is special. */
export const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

function interpolate(
  strings: readonly string[],
  holes: readonly Shellable[],
  quote: (word: string) => string,
): Fragment {
  const indent = indentation(strings);
  const strip = (part: string) => (indent === "" ? part : part.replaceAll(`\n${indent}`, "\n"));
  const parts = strings.flatMap((part, index) => {
    const bare = strip(part);
    const trimmed = index === 0 ? bare.replace(/^\n/, "") : bare;
    return index < holes.length ? [trimmed, ...fill(holes[index] as Shellable, quote)] : [trimmed];
  });
  const last = parts.length - 1;
  return Object.freeze({
    kind: "fragment",
    parts: Object.freeze(
      parts
        .map((part, index) =>
          index === last && typeof part === "string" ? part.replace(/\n[ \t]*$/, "\n") : part,
        )
        .filter((part) => part !== ""),
    ),
  });
}

function fill(hole: Shellable, quote: (word: string) => string): Fragment["parts"] {
  if (typeof hole === "string") return [quote(hole)];
  if (typeof hole === "number") return [String(hole)];
  if (isFragment(hole)) return hole.parts;
  if (isRecipe(hole) || isOutputOf(hole) || isRuntimeHole(hole) || isHashOf(hole)) return [hole];
  return (hole as readonly Hole[]).flatMap((item, index) => [
    ...(index === 0 ? [] : [" "]),
    ...fill(item, quote),
  ]);
}
