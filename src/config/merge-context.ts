/** The evaluator's side of `MergeContext`. */
import { readTree } from "./group.ts";
import { lazyRecord } from "./lazy-record.ts";
import { RANK } from "./marker.ts";
import type { Attempt, MergeContext, Path } from "./merge.ts";
import { below } from "./origin.ts";
import { pending, settle, strongest } from "./pending.ts";
import type { Capture } from "./place.ts";
import { Failure } from "./problem.ts";
import { conflict, mismatch } from "./problems.ts";
import { once, type Run } from "./run.ts";

export function mergeContext(run: Run, path: Path, declared: Capture): MergeContext {
  return {
    path,
    inside: (definition, key, value) =>
      settle(run, {
        value,
        rank: RANK.plain,
        order: definition.order,
        conditions: [],
        origin: below(definition.origin, key),
      }),
    item: (type, key, definitions) => {
      const at = [...path, key];
      return once(run, at, () => type.merge(strongest(definitions), mergeContext(run, at, declared)));
    },
    record: (entries) => lazyRecord(run, entries),
    options: (tree, definitions, extra) => {
      // What a definition's markers said is settled; within it, everything is plain again.
      const written = definitions.map(({ value, origin }) => pending(value, origin));
      const own = extra?.config;
      const values: object = readTree(
        run,
        tree,
        () => {
          if (own === undefined) return written;
          const name = String(path.at(-1) ?? "");
          return [
            ...written,
            pending(own({ self: values as never, name, config: run.config }), { capture: declared }),
          ];
        },
        path,
      );
      return values as never;
    },
    attempt,
    all: unpack,
    mismatch: (definition, expects, refusal) =>
      new Failure([mismatch(path, definition, expects, declared, refusal)]),
    conflict: (definitions, reason) => new Failure([conflict(path, definitions, declared, reason)]),
  };
}

function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof Failure) return { failure: thrown };
    throw thrown;
  }
}

function unpack<T>(attempts: readonly Attempt<T>[]): readonly T[] {
  const failures = attempts.flatMap((one) => ("failure" in one ? one.failure.problems : []));
  if (failures.length > 0) throw new Failure(failures);
  return attempts.flatMap((one) => ("value" in one ? [one.value] : []));
}
