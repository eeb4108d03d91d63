/** The evaluator's side of `MergeContext`. */
import { all, attempt } from "./attempt.ts";
import { readTree } from "./group.ts";
import { lazyRecord } from "./lazy-record.ts";
import type { MergeContext, Path, Pending, Written } from "./merge.ts";
import type { AnyOption } from "./option.ts";
import { below } from "./origin.ts";
import { expected, pending, settle, winners } from "./pending.ts";
import type { Capture } from "./place.ts";
import { Failure, type Problem } from "./problem.ts";
import { conflict, mismatch, nothing } from "./problems.ts";
import { once, type Reading, type Run } from "./run.ts";
import { showPath } from "./show-path.ts";
import type { Type } from "./type.ts";

export function mergeContext(run: Run, path: Path, declared: Capture): MergeContext {
  return {
    path,
    inside: (definition, key, value) => settle(run, part(definition, key, value)),
    key: (definition, key, value) => expected(run, part(definition, key, value)),
    item: (type, key, definitions) => {
      const at = [...path, key];
      const inner = mergeContext(run, at, declared);
      return once(run, at, () =>
        merged(run, type, definitions, inner, () => nothing(at, declared, definitions)),
      );
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
        written,
      );
      return values as never;
    },
    attempt,
    all,
    probe: (read) => {
      const { length } = run.problems;
      const groups = run.groups.length;
      const leftovers = run.leftovers.length;
      const records = run.records.length;
      const tried = attempt(read);
      for (const sort of run.groups.slice(groups)) attempt(sort);
      const failed = "failure" in tried || run.problems.length > length;
      run.problems.length = length;
      run.leftovers.length = leftovers;
      if (failed) run.records.length = records;
      return failed ? undefined : tried;
    },
    mismatch: (definition, expects, refusal) =>
      new Failure([mismatch(path, definition, expects, declared, refusal)]),
    conflict: (definitions, reason) => new Failure([conflict(path, definitions, declared, reason)]),
  };
}

/** A part of what is settled already: of the markers around the whole, only the order goes on to count. */
const part = ({ order, origin }: Written, key: string | number, value: unknown): Pending => ({
  ...pending(value, below(origin, key)),
  order,
});

/** The value of the winning definitions. Where one of them failed, the others are kept to be read for their problems. */
export function merged<Out, In>(
  run: Run,
  type: Type<Out, In>,
  definitions: readonly Pending[],
  context: MergeContext,
  none: () => Problem,
  option?: AnyOption,
): Out {
  const { path } = context;
  const reading: Reading = { path, type, definitions, ...(option === undefined ? {} : { option }) };
  run.readings.set(showPath(path), reading);
  const { written, failures } = winners(run, definitions);
  if (failures.length > 0) {
    if (written.length > 0) run.leftovers.push(() => type.merge(written, context));
    throw new Failure(failures.flatMap(({ problems }) => problems));
  }
  if (written.length === 0) throw new Failure([none()]);
  const value = type.merge(written, context);
  reading.value = value;
  return value;
}
