/** Definitions on their way down the tree: markers are opened one by one, functions called as late as can be. */
import { isMarker, type Marker, ORDER, RANK } from "./marker.ts";
import type { Written } from "./merge.ts";
import { below, type Origin } from "./origin.ts";
import { apply, type Run } from "./run.ts";

/** A definition that may still be a marker, with what the markers around it said. */
export interface Pending {
  readonly value: unknown;
  readonly rank: number;
  readonly order: number;
  /** Conditions around it that nobody has asked about yet. */
  readonly conditions: readonly Condition[];
  readonly origin: Origin;
}
interface Condition {
  readonly marker: Marker & { readonly kind: "when" };
  readonly origin: Origin;
}

export const pending = (value: unknown, origin: Origin, rank: number = RANK.plain): Pending => ({
  value,
  rank,
  order: ORDER.plain,
  conditions: [],
  origin,
});

/** What stands under a key. The markers around the whole hold for each part. */
export const under = (whole: Pending, key: string | number, value: unknown): Pending => ({
  ...whole,
  value,
  origin: below(whole.origin, key),
});

/**
 * Opens the markers around a value; the nearest rank counts. Conditions are kept, not asked: which options a
 * `when` defines is known without knowing whether it holds, and so a module may ask for its own options.
 */
export function open(run: Run, definition: Pending): Pending | undefined {
  let { value, rank, order, conditions, origin } = definition;
  while (isMarker(value)) {
    const marker: Marker = value;
    origin = { ...(origin.file === undefined ? {} : { file: origin.file }), capture: marker.capture };
    switch (marker.kind) {
      case "when":
        conditions = [...conditions, { marker, origin }];
        value = marker.value;
        break;
      case "ranked":
        ({ rank, value } = marker);
        break;
      case "ordered":
        ({ order, value } = marker);
        break;
      case "computed":
        if (!holds(run, conditions)) return undefined;
        conditions = [];
        value = apply(run, marker, origin, marker.read);
    }
  }
  return value === undefined ? undefined : { value, rank, order, conditions, origin };
}

/** Opens a value and asks its conditions. */
export function settle(run: Run, definition: Pending): readonly Written[] {
  const opened = open(run, definition);
  return opened === undefined || !holds(run, opened.conditions) ? [] : [opened];
}

const holds = (run: Run, conditions: readonly Condition[]): boolean =>
  conditions.every(({ marker, origin }) => apply(run, marker, origin, marker.test) === true);

/** Those of the smallest rank, in order. */
export function strongest(definitions: readonly Written[]): readonly Written[] {
  if (definitions.length < 2) return definitions;
  const rank = Math.min(...definitions.map((definition) => definition.rank));
  return definitions.filter((definition) => definition.rank === rank).sort((a, b) => a.order - b.order);
}
