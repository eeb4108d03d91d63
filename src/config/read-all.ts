/** Reads everything that can be read, so that all problems come to light at once. */
import { Failure, type Problem } from "./problem.ts";
import { type Frame, isOverflow, type Run } from "./run.ts";
import { showPath } from "./show-path.ts";

/** Reads the whole configuration and freezes it; the problems found are added to the run's. */
export function readAll(run: Run): void {
  const found = new Set<Problem>();
  const collect = (problem: Problem) => found.add(problem);
  // The lists grow while they are walked: what is read may hold more of the kind.
  for (const read of waitingIn(run)) attempt(run, read, collect);
  run.problems.push(...found);
}

/** Everything that waits to be read; what stood beside a failure comes last. */
function* waitingIn(run: Run): Iterable<() => unknown> {
  let [groups, records, leftovers] = [0, 0, 0];
  for (;;) {
    const sort = run.groups[groups];
    const record = run.records[records];
    const leftover = run.leftovers[leftovers];
    if (record !== undefined) {
      records++;
      for (const key of Object.keys(record)) yield () => Reflect.get(record, key);
      Object.freeze(record);
    } else if (sort !== undefined) {
      groups++;
      yield sort;
    } else if (leftover !== undefined) {
      leftovers++;
      yield leftover;
    } else return;
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
