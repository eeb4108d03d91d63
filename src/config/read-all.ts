/** Reads everything that can be read, so that all problems come to light at once. */
import { Failure, type Problem } from "./problem.ts";
import type { Run } from "./run.ts";

/** Reads the whole configuration and freezes it; the problems found are added to the run's. */
export function readAll(run: Run): void {
  const found = new Set<Problem>();
  for (const sort of run.groups) collect(found, sort);
  visit(run, run.config, found);
  run.problems.push(...found);
}

function visit(run: Run, value: unknown, found: Set<Problem>): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) visit(run, item, found);
  } else if (run.records.has(value)) {
    for (const key of Object.keys(value)) {
      collect(found, () => visit(run, Reflect.get(value, key), found));
    }
    Object.freeze(value);
  }
}

function collect(found: Set<Problem>, read: () => void): void {
  try {
    read();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    for (const problem of thrown.problems) found.add(problem);
  }
}
