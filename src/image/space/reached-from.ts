/** Who is to blame for what: of each store object, the things of an image that lead to it. */
import type { Root } from "./reasons.ts";

/** Of each object that some root leads to, those roots, in their order. */
export function reachedFrom<R extends Root>(
  roots: readonly R[],
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const root of roots) {
    // A set is gone through in the order of its growth.
    const reached = new Set(root.mentions);
    for (const path of reached) {
      for (const next of references.get(path) ?? []) reached.add(next);
      found.set(path, [...(found.get(path) ?? []), root]);
    }
  }
  return found;
}
