/** The sentences of all that can be wrong with a definition. */
import { didYouMean } from "../did-you-mean.ts";
import { RESERVED } from "./declarations.ts";
import type { Path, Written } from "./merge.ts";
import type { Module } from "./module.ts";
import type { AnyOption, OptionTree, Removed, Renamed } from "./option.ts";
import type { Origin } from "./origin.ts";
import type { Capture } from "./place.ts";
import type { Problem } from "./problem.ts";
import { showPath } from "./show-path.ts";
import { showKey, showValue } from "./show-value.ts";
import type { Refusal } from "./type.ts";

// Names are compared letter by letter: nobody mistyped more than this.
const LONGEST_NAME = 60;

interface At {
  readonly origin: Origin;
}

/** "value for `key:`", the way one writes it in the file. */
const assignment = (path: Path, value: string): string => {
  const key = path.findLast((word) => typeof word === "string");
  return typeof path.at(-1) === "number" || key === undefined ? value : `${showKey(String(key))}: ${value}`;
};

export const mismatch = (
  path: Path,
  definition: Written,
  expects: string,
  declared: Capture,
  refusal: Refusal | undefined,
): Problem => ({
  message: `Option '${showPath(path)}' expects ${expects}, got ${showValue(definition.value)}${
    refusal?.reason === undefined ? "" : ` (${refusal.reason})`
  }`,
  mentions: [{ origin: definition.origin }],
  declared,
  ...(refusal?.suggestion === undefined ? {} : { try: assignment(path, refusal.suggestion) }),
});

export const conflict = (
  path: Path,
  definitions: readonly Written[],
  declared: Capture,
  reason?: string,
): Problem => {
  const [first] = definitions;
  const chosen = first === undefined ? "…" : showValue(first.value);
  return {
    message: `Option '${showPath(path)}' has ${definitions.length} definitions that ${reason ?? "differ"}`,
    mentions: definitions.map((definition) => ({
      origin: definition.origin,
      value: showValue(definition.value),
    })),
    declared,
    try: `${assignment(path, `force(${chosen})`)} for the one to keep, or byDefault(…) around the others`,
  };
};

export const noValue = (
  path: Path,
  { capture, example, type }: AnyOption,
  around: readonly At[],
): Problem => ({
  message: `Option '${showPath(path)}' has no value: nothing defines it, and it has no default`,
  mentions: around.map(({ origin }) => ({ origin })),
  declared: capture,
  try: example === undefined ? `define it: ${type.expects}` : assignment(path, showValue(example)),
});

/** For an item of a map whose definitions were all computed, and came to nothing. */
export const nothing = (path: Path, declared: Capture, definitions: readonly At[]): Problem => ({
  message: `'${showPath(path)}' is computed and came to undefined, but its key is there all the same`,
  mentions: definitions.map(({ origin }) => ({ origin })),
  declared,
  try: "put when(condition, …) around it",
});

export const unknownOption = (path: Path, part: At, tree: OptionTree, off: Module | undefined): Problem => {
  if (off !== undefined) {
    return {
      message: `Option '${showPath(path)}' does not exist: module '${off.name}' is switched off`,
      mentions: [{ origin: part.origin }],
      declared: off.capture,
      try: "take the module out of 'without', or leave its options alone",
    };
  }
  const known = [...Object.keys(tree), ...(path.length === 1 ? RESERVED : [])];
  const meant = didYouMean(String(path.at(-1)).slice(0, LONGEST_NAME), known);
  return {
    message: `Option '${showPath(path)}' does not exist`,
    mentions: [{ origin: part.origin }],
    ...(meant === undefined ? {} : { try: meant }),
  };
};

export const notAGroup = (
  path: Path,
  { value, origin }: At & { readonly value: unknown },
  tree: OptionTree,
): Problem => ({
  message:
    path.length === 0
      ? `A configuration is an object of options, got ${showValue(value)}`
      : `'${showPath(path)}' is a group of options, got ${showValue(value)}`,
  mentions: [{ origin }],
  try: assignment(path, `{ ${showKey(Object.keys(tree)[0] ?? "…")}: … }`),
});

export const removedOption = (path: Path, part: At, { advice, capture }: Removed): Problem => ({
  message: `Option '${showPath(path)}' was removed`,
  mentions: [{ origin: part.origin }],
  declared: capture,
  try: advice,
});

export const renamedOption = (path: Path, part: At, { to }: Renamed): Problem => ({
  message: `Option '${showPath(path)}' is now called '${to}'`,
  mentions: [{ origin: part.origin }],
  try: `write '${to}'`,
});
