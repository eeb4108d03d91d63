/** Definitions on their way down the tree: markers are opened one by one, functions called as late as can be. */

import { attempt } from "./attempt.ts";
import { isMarker, type Marker, ORDER, RANK } from "./marker.ts";
import type { Condition, Pending, Written } from "./merge.ts";
import { below, type Origin } from "./origin.ts";
import { Failure, type Problem } from "./problem.ts";
import { apply, type Run } from "./run.ts";

export const pending = (value: unknown, origin: Origin, rank: number = RANK.plain): Pending => ({
  value,
  rank,
  order: ORDER.plain,
  condition: undefined,
  origin,
});

/** What stands under a key. The markers around the whole hold for each part. */
export const under = (whole: Pending, key: string | number, value: unknown): Pending => ({
  ...whole,
  value,
  origin: below(whole.origin, key),
});

/**
 * Opens the markers around a value as far as that needs no function called; the nearest rank counts. Conditions
 * are kept, not asked: which options a `when` defines is known without knowing whether it holds, and so a
 * module may ask for its own options.
 */
function peel(definition: Pending): Pending {
  let { value, rank, order, condition, origin } = definition;
  while (isMarker(value) && value.kind !== "computed") {
    const marker: Marker = value;
    origin = inside(origin, marker);
    switch (marker.kind) {
      case "when":
        condition = { marker, origin, around: condition };
        break;
      case "ranked":
        rank = marker.rank;
        break;
      case "ordered":
        order = marker.order;
    }
    value = marker.value;
  }
  return { value, rank, order, condition, origin };
}

const inside = ({ file }: Origin, { capture }: Marker): Origin =>
  file === undefined ? { capture } : { file, capture };

// A function that gives a function that gives a function: nobody writes so many.
const DEEPEST = 100;

const endless = (origin: Origin): Problem => ({
  message: `A computed definition gives another computed one without end`,
  mentions: [{ origin }],
});

/** Opens all markers around a value, those that are computed too; nothing if that comes to nothing. */
export function open(run: Run, definition: Pending): Pending | undefined {
  let peeled = peel(definition);
  for (let depth = 0; isMarker(peeled.value) && peeled.value.kind === "computed"; depth++) {
    const marker = peeled.value;
    if (depth === DEEPEST) throw new Failure([endless(peeled.origin)]);
    if (!holds(run, peeled.condition)) return undefined;
    const origin = inside(peeled.origin, marker);
    peeled = peel({
      ...peeled,
      condition: undefined,
      origin,
      value: apply(run, marker, origin, marker.read),
    });
  }
  return peeled.value === undefined ? undefined : peeled;
}

/** Opens a value and asks its conditions. */
export function settle(run: Run, definition: Pending): readonly Written[] {
  const opened = open(run, definition);
  return opened === undefined || !holds(run, opened.condition) ? [] : [opened];
}

/** Asks the conditions around a value, and leaves what is computed for later. */
export function expected(run: Run, definition: Pending): readonly Pending[] {
  const peeled = peel(definition);
  return peeled.value === undefined || !holds(run, peeled.condition)
    ? []
    : [{ ...peeled, condition: undefined }];
}

/** Whether all conditions hold; the outermost is asked first, and none after one that does not. */
function holds(run: Run, innermost: Condition | undefined): boolean {
  const conditions: Condition[] = [];
  for (let at = innermost; at !== undefined; at = at.around) conditions.push(at);
  return conditions.reverse().every(({ marker, origin }) => apply(run, marker, origin, marker.test) === true);
}

export interface Winners {
  /** In order. */
  readonly written: readonly Written[];
  readonly failures: readonly Failure[];
}

/** The definitions of the smallest rank that has any. What a stronger one replaces is never asked. */
export function winners(run: Run, definitions: readonly Pending[]): Winners {
  let waiting = definitions.map(peel);
  while (waiting.length > 0) {
    const rank = Math.min(...waiting.map((definition) => definition.rank));
    const attempts = waiting
      .filter((definition) => definition.rank === rank)
      .map((definition) => attempt(() => settle(run, definition)));
    const failures = attempts.flatMap((one) => ("failure" in one ? [one.failure] : []));
    const settled = attempts.flatMap((one) => ("value" in one ? one.value : []));
    const written = settled.filter((definition) => definition.rank <= rank);
    if (written.length > 0 || failures.length > 0) return { written: strongest(written), failures };
    // What a function gave may be ranked weaker than its surroundings.
    waiting = [...waiting.filter((definition) => definition.rank > rank), ...settled];
  }
  return { written: [], failures: [] };
}

function strongest(definitions: readonly Written[]): readonly Written[] {
  if (definitions.length < 2) return definitions;
  const rank = Math.min(...definitions.map((definition) => definition.rank));
  return definitions.filter((definition) => definition.rank === rank).sort((a, b) => a.order - b.order);
}
