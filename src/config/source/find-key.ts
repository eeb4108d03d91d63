/** The place of a value inside a call, by the keys that lead to it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Path } from "../merge.ts";
import type { Place } from "../place.ts";
import { type Bracket, type Item, readBrackets } from "./brackets.ts";

interface File {
  readonly name: string;
  readonly text: string;
  /** All of them, by where they open. */
  readonly brackets: readonly Bracket[];
  /** Offset of each line. */
  readonly lines: readonly number[];
}

interface Found {
  readonly file: File;
  readonly offset: number;
  /** How many of the keys led here. */
  readonly keys: number;
}

export interface Finding {
  /** Where the value is written. */
  readonly place: Place;
  /** Where the configuration asks for it, when that is in other lines: `...common`, `ssh: sshFor("alice")`. */
  readonly from?: Place;
}

/** Follows the keys from a call into its arguments, and on into what they name in this file and its neighbours. */
export function findKey(call: Place, path: Path): Finding {
  const file = open(call.file);
  const inside = file === undefined ? undefined : callAt(file, call);
  if (file === undefined || inside === undefined) return { place: call };
  const here = search({ file, names: undefined }, [inside], path, 0);
  const found = search({ file, names: new Set() }, [inside], path, 0);
  if (found === undefined) return { place: call };
  if (found.file === file && found.offset > inside.start && found.offset < inside.end)
    return { place: placeAt(found) };
  return { place: placeAt(found), from: here === undefined ? call : placeAt(here) };
}

const files = new Map<string, File | undefined>();

function open(name: string): File | undefined {
  if (!files.has(name)) files.set(name, existsSync(name) ? read(name) : undefined);
  return files.get(name);
}

function read(name: string): File {
  const text = readFileSync(name, "utf8");
  const lines = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const brackets = all(readBrackets(text)).sort((a, b) => a.start - b.start);
  return { name, text, brackets, lines };
}

const all = (bracket: Bracket): Bracket[] =>
  bracket.items.flatMap(({ inside }) => inside.flatMap((inner) => [inner, ...all(inner)]));

/** The parentheses of the call that begins at a place. */
function callAt({ brackets, lines }: File, { line = 1, column = 1 }: Place): Bracket | undefined {
  const offset = lines[line - 1];
  return offset === undefined
    ? undefined
    : brackets.find(({ open: kind, start }) => kind === "(" && start >= offset + column - 1);
}

interface Search {
  readonly file: File;
  /** Names followed so far; undefined: names are not followed. */
  readonly names: Set<string> | undefined;
}

/** The deepest key of the path that is written out in these brackets, or in what they name. */
function search(at: Search, brackets: readonly Bracket[], path: Path, keys: number): Found | undefined {
  return deepest(
    brackets.map((bracket) => {
      const item = itemFor(bracket, path[keys]);
      if (item === undefined) return deepest(bracket.items.map((each) => searchItem(at, each, path, keys)));
      return searchItem(at, item, path, keys + 1) ?? { file: at.file, offset: item.start, keys: keys + 1 };
    }),
  );
}

function searchItem(at: Search, item: Item, path: Path, keys: number): Found | undefined {
  if (keys === path.length) return undefined;
  const written = search(at, item.inside, path, keys);
  if (written !== undefined || at.names === undefined) return written;
  const [, name] = NAMED.exec(at.file.text.slice(item.value ?? item.start, item.end)) ?? [];
  return name === undefined ? undefined : searchName(at, name, path, keys);
}

// `common`, `...common`, `sshFor(…)`, `...sshFor(…)`: a name, alone or called.
const NAMED = /^(?:\.\.\.)?\s*([A-Za-z_$][\w$]*)\s*(?:\(|$|as\b|satisfies\b)/;

const itemFor = ({ open: kind, items }: Bracket, key: string | number | undefined): Item | undefined =>
  kind === "{"
    ? items.findLast((item) => item.key === key)
    : kind === "[" && typeof key === "number"
      ? items[key]
      : undefined;

// A value that is not behind so many names is behind code that runs, which nobody can follow by reading.
const MOST_NAMES = 12;

/** What a name stands for: a declaration in this file, or in the file it is imported from. */
function searchName(
  { file, names = new Set() }: Search,
  name: string,
  path: Path,
  keys: number,
): Found | undefined {
  const id = `${file.name} ${name}`;
  if (names.has(id) || names.size === MOST_NAMES) return undefined;
  names.add(id);
  const declared = declaration(file, name);
  if (declared.length > 0) return search({ file, names }, declared, path, keys);
  const source = importOf(file, name);
  const other = source === undefined ? undefined : open(resolve(dirname(file.name), source.from));
  return other === undefined || source === undefined
    ? undefined
    : searchName({ file: other, names }, source.name, path, keys);
}

/** The brackets of `const name = …` or `function name(…) { … }`, up to the next declaration. */
function declaration({ text, brackets }: File, name: string): readonly Bracket[] {
  const start = new RegExp(`\\b(?:const|let|var|function)\\s+${name.replaceAll("$", "\\$")}(?![\\w$])`).exec(
    text,
  )?.index;
  if (start === undefined) return [];
  const next = /\n(?:export|const|let|function|import|interface|type|declare)\b/g;
  next.lastIndex = start + 1;
  const end = next.exec(text)?.index ?? text.length;
  const within = brackets.filter((bracket) => bracket.start > start && bracket.start < end);
  return within.filter(
    (bracket) => !within.some((other) => other.start < bracket.start && bracket.end < other.end),
  );
}

function importOf(
  { text }: File,
  name: string,
): { readonly from: string; readonly name: string } | undefined {
  for (const [, names = "", from = ""] of text.matchAll(
    /^import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*["'](\.[^"']+)["']/gm,
  )) {
    for (const word of names.split(",")) {
      const [original = "", local = original] = word.trim().split(/\s+as\s+/);
      if (local === name) return { from, name: original };
    }
  }
  return undefined;
}

const deepest = (found: readonly (Found | undefined)[]): Found | undefined =>
  found.reduce(
    (best, next) => (next !== undefined && next.keys > (best?.keys ?? 0) ? next : best),
    undefined,
  );

function placeAt({ file, offset }: Found): Place {
  const line = file.lines.findLastIndex((start) => start <= offset);
  return { file: file.name, line: line + 1, column: offset - (file.lines[line] ?? 0) + 1 };
}
