/** Parameters of a function: options that its caller defines on the spot. */

import { readTree } from "./group.ts";
import type { OptionTree, Values } from "./option.ts";
import type { Origin } from "./origin.ts";
import { pending } from "./pending.ts";
import { isPlainObject } from "./plain-object.ts";
import type { Problem } from "./problem.ts";
import { readAll } from "./read-all.ts";
import { newRun } from "./run.ts";
import { showValue } from "./show-value.ts";

export type Parameters<P> =
  | { readonly values: Values<P> }
  /** Everything that is wrong with what was passed, each with its place in the call. */
  | { readonly problems: readonly Problem[] };

/** Checks what a call passed against what the function declares. */
export function readParameters<P extends OptionTree>(
  name: string,
  tree: P,
  passed: unknown,
  origin: Origin,
): Parameters<P> {
  if (!isPlainObject(passed)) {
    const message = `'${name}' expects an object of parameters, got ${showValue(passed)}`;
    return { problems: [{ message, mentions: [{ origin }] }] };
  }
  const run = newRun(tree, []);
  const values: object = readTree(
    run,
    tree,
    () => [pending(passed, origin)],
    [name],
    [pending(passed, origin)],
  );
  readAll(run);
  return run.problems.length === 0
    ? { values: values as Values<P> }
    : { problems: run.problems.map(ofParameter) };
}

/** A problem of an inner call stays the one that it is, so that it is told once. */
const ofParameter = (problem: Problem): Problem =>
  problem.message.startsWith("Option ")
    ? { ...problem, message: problem.message.replace(/^Option /, "Parameter ") }
    : problem;
