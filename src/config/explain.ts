/** How each option of a configuration came to its value. */
import { definitionsOf } from "./definitions-of.ts";
import { runOf } from "./evaluate.ts";
import { RANK } from "./marker.ts";
import type { Written } from "./merge.ts";
import { isGroup, isOption, type OptionTree } from "./option.ts";
import type { Config } from "./options.ts";
import { locate } from "./origin.ts";
import { placeOf, showPlace } from "./place.ts";
import type { Reading } from "./run.ts";
import { showPath } from "./show-path.ts";
import { type Json, toJson } from "./show-value.ts";

export interface Explanation {
  readonly name: string;
  readonly value: Json;
  readonly type: string;
  readonly description?: string;
  readonly default?: Json;
  /** "modules/ssh/index.ts:9:5" */
  readonly declared?: string;
  /** Without that of the default; the strongest first. */
  readonly definitions: readonly Definition[];
}

interface Definition {
  readonly value: Json;
  /** "force", "byDefault", or the number; nothing for a plain definition. */
  readonly rank?: string;
  /** Whether the value is made from it. */
  readonly counts: boolean;
  readonly place?: string;
  /** Where the configuration asks for it, when it is written elsewhere. */
  readonly from?: string;
}

/**
 * Explains options, by name. Without a name, all that are declared; with one, that option, those below it, and
 * the keys of maps below it.
 */
export function explain(config: Config, name?: string): readonly Explanation[] {
  const run = runOf(config);
  const readings = [...run.readings].filter(([at, { option }]) =>
    name === undefined ? option !== undefined && isDeclared(run.tree, at) : isBelow(at, name),
  );
  return readings
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([at, reading]) => {
      const definitions = definitionsOf(run, reading);
      return explanation(at, reading, definitions);
    });
}

const isBelow = (at: string, name: string): boolean =>
  at === name || at.startsWith(`${name}.`) || at.startsWith(`${name}[`);

/** Whether an option stands in the tree itself, and not in a submodule. */
function isDeclared(tree: OptionTree, name: string): boolean {
  for (const [key, node] of Object.entries(tree)) {
    const at = showPath([key]);
    if (name === at) return isOption(node);
    if (isGroup(node) && name.startsWith(`${at}.`) && isDeclared(node, name.slice(at.length + 1)))
      return true;
  }
  return false;
}

function explanation(
  name: string,
  { type, option, value }: Reading,
  definitions: readonly Written[],
): Explanation {
  const strongest = Math.min(RANK.option, ...definitions.map(({ rank }) => rank));
  const declared = option === undefined ? undefined : placeOf(option.capture);
  return {
    name,
    value: type.json(value),
    type: type.expects,
    ...(option === undefined ? {} : { description: option.description }),
    ...(option?.default === undefined ? {} : { default: toJson(option.default) }),
    ...(declared === undefined ? {} : { declared: showPlace(declared) }),
    definitions: definitions
      .toSorted((a, b) => a.rank - b.rank)
      .map((definition) => described(definition, strongest)),
  };
}

function described({ value, rank, origin }: Written, strongest: number): Definition {
  const found = locate(origin);
  const word = Object.entries(RANK).find(([, number]) => number === rank)?.[0] ?? String(rank);
  return {
    value: toJson(value),
    ...(rank === RANK.plain ? {} : { rank: word }),
    counts: rank === strongest,
    ...(found === undefined ? {} : { place: showPlace(found.place) }),
    ...(found?.from === undefined ? {} : { from: showPlace(found.from) }),
  };
}
