import { Failure } from "./problem.ts";

export type Attempt<T> = { readonly value: T } | { readonly failure: Failure };

/** Runs, and keeps the failure for later. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof Failure) return { failure: thrown };
    throw thrown;
  }
}

/** The values of all, or one failure made of all failures. */
export function all<T>(attempts: readonly Attempt<T>[]): readonly T[] {
  const failures = attempts.flatMap((one) => ("failure" in one ? one.failure.problems : []));
  if (failures.length > 0) throw new Failure(failures);
  return attempts.flatMap((one) => ("value" in one ? [one.value] : []));
}
