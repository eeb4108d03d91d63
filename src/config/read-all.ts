/** Reads everything that can be read, so that all problems come to light at once. */
import { Failure, type Problem } from "./problem.ts";
import { type Frame, isOverflow, type Run } from "./run.ts";
import { showPath } from "./show-path.ts";

/** Reads the whole configuration and freezes it; the problems found are added to the run's. */
export function readAll(run: Run): void {
  const found = new Set<Problem>();
  const collect = (problem: Problem) => found.add(problem);
  visit(run, run.config, collect);
  // Both lists grow while they are walked: what is read may hold further groups.
  for (const sort of run.groups) attempt(run, sort, collect);
  for (const read of run.leftovers) visit(run, attempt(run, read, collect), collect);
  run.problems.push(...found);
}

/** Walks without recursion: values may be nested deeper than the stack is high. */
function visit(run: Run, root: unknown, collect: (problem: Problem) => void): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) waiting.push(...value.toReversed());
    else if (run.records.has(value)) {
      const inner = Object.keys(value).map((key) => attempt(run, () => Reflect.get(value, key), collect));
      waiting.push(...inner.reverse());
      Object.freeze(value);
    }
  }
}

// So many options deep, it is their number that fills the stack; with fewer, it is one definition's own recursion.
const CHAIN = 20;

/**
 * Reads one thing. A chain of options longer than the stack is high is read from its far end: what is read
 * once is not read again.
 */
function attempt(run: Run, read: () => unknown, collect: (problem: Problem) => void): unknown {
  const waiting: Pick<Frame, "read">[] = [{ read }];
  for (;;) {
    try {
      const value = waiting.at(-1)?.read();
      waiting.pop();
      if (waiting.length === 0) return value;
    } catch (thrown) {
      const problems =
        thrown instanceof Failure ? thrown.problems : isOverflow(thrown) ? deeper(run, waiting) : undefined;
      if (problems === undefined) throw thrown;
      problems.forEach(collect);
      if (problems.length > 0) waiting.pop();
      if (waiting.length === 0) return undefined;
    }
  }
}

/** Puts the options of an overflow in line, the deepest to be read first; or says what overflowed by itself. */
function deeper(run: Run, waiting: Pick<Frame, "read">[]): readonly Problem[] {
  const chain = run.overflow;
  run.overflow = [];
  if (chain.length >= CHAIN) {
    waiting.push(...chain);
    return [];
  }
  const path = chain.at(-1)?.path ?? [];
  const origin = chain.findLast((frame) => frame.origin !== undefined)?.origin;
  return [
    {
      message: `Option '${showPath(path)}' is nested too deep, or its definition calls itself without end`,
      mentions: origin === undefined ? [] : [{ origin }],
    },
  ];
}
