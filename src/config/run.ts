/** One evaluation under way: what is being read, so that a loop can be told, and what was computed already. */
import type { Marker } from "./marker.ts";
import type { Path, Pending } from "./merge.ts";
import type { Module } from "./module.ts";
import type { AnyOption, OptionTree } from "./option.ts";
import type { Config } from "./options.ts";
import type { Origin } from "./origin.ts";
import { Failure, type Problem, threw } from "./problem.ts";
import { ProblemsError } from "./problems-error.ts";
import { showPath } from "./show-path.ts";
import type { AnyType } from "./type.ts";

export interface Frame {
  readonly path: Path;
  readonly read: () => unknown;
  /** The marker whose function is running: the place of this step of a loop. */
  origin?: Origin;
}

/** What a value was made from: that of an option, or of a key of a map. */
export interface Reading {
  readonly path: Path;
  readonly type: AnyType;
  readonly option?: AnyOption;
  /** All of them, that of the default last; not opened. */
  readonly definitions: readonly Pending[];
  /** What was made of them, once they were merged. */
  value?: unknown;
}

export interface Run {
  /** The declarations. */
  readonly tree: OptionTree;
  /** Everything, lazily; set once the records exist. */
  config: Config;
  readonly frames: Frame[];
  /** Problems that belong to no reading: names that nobody declared. */
  readonly problems: Problem[];
  readonly warnings: Problem[];
  /** Modules that were switched off, by the key of their options. */
  readonly off: ReadonlyMap<string, Module>;
  /** The objects that read lazily: all of them are read and frozen at the end. */
  readonly records: object[];
  /** Of each group, what sorts its definitions: run even where the group has no option to read. */
  readonly groups: (() => unknown)[];
  /** What each value was made from, by its name. */
  readonly readings: Map<string, Reading>;
  readonly results: Map<Marker, unknown>;
  /** Readings of what is left of an option when one of its definitions failed: they may show more problems. */
  readonly leftovers: (() => unknown)[];
  /** What was being read when the stack was full, outermost first. */
  overflow: readonly Frame[];
}

/** An evaluation of these options that has not begun; the rest belongs to whoever reads. */
export const newRun = (tree: OptionTree, problems: readonly Problem[], off: Run["off"] = new Map()): Run => ({
  tree,
  config: {} as Config,
  frames: [],
  problems: [...problems],
  off,
  warnings: [],
  records: [],
  groups: [],
  readings: new Map(),
  results: new Map(),
  leftovers: [],
  overflow: [],
});

/** Reads at most once; a reading that needs itself fails with the whole loop. */
export function once<T>(run: Run, path: Path, read: () => T): () => T {
  let state: "unread" | "reading" | "read" | "failed" = "unread";
  let value: T;
  let failure: unknown;
  return function readOnce() {
    if (state === "read") return value;
    if (state === "failed") throw failure;
    if (state === "reading") throw loop(run, path);
    const depth = run.frames.length;
    try {
      state = "reading";
      run.frames.push({ path, read: readOnce });
      value = read();
      state = "read";
      return value;
    } catch (thrown) {
      // A full stack says nothing about the option: it is read again from higher up. The state is set before
      // anything is called, since a call may overflow too.
      state = "unread";
      if (isOverflow(thrown)) {
        if (run.overflow.length === 0) run.overflow = [...run.frames];
      } else {
        state = "failed";
        failure = thrown;
      }
      throw thrown;
    } finally {
      run.frames.length = depth;
    }
  };
}

/** V8's error when functions call each other too deep. */
export const isOverflow = (thrown: unknown): boolean =>
  thrown instanceof RangeError && /call stack/.test(thrown.message);

function loop(run: Run, path: Path): Failure {
  const name = showPath(path);
  const start = run.frames.findLastIndex((frame) => showPath(frame.path) === name);
  const steps = run.frames.slice(start);
  const names = [...steps.map((step) => showPath(step.path)), name];
  return new Failure([
    {
      message: `Option '${name}' is defined in terms of itself: ${shortened(names).join(" -> ")}`,
      mentions: steps.flatMap(({ origin }, index) =>
        origin === undefined ? [] : [{ origin, value: `'${names[index]}' reads '${names[index + 1]}'` }],
      ),
      try: `give one of them a value that does not depend on the others`,
    },
  ]);
}

/** A long loop by its ends: the steps between them are told place by place. */
const shortened = (names: readonly string[]): readonly string[] =>
  names.length <= 10 ? names : [...names.slice(0, 4), `(${names.length - 7} more)`, ...names.slice(-3)];

/** Runs a user's function on the configuration, once; what it throws is an error of the definition. */
export function apply(run: Run, marker: Marker, origin: Origin, fn: (config: never) => unknown): unknown {
  if (run.results.has(marker)) return run.results.get(marker);
  const frame = run.frames.at(-1);
  if (frame !== undefined) frame.origin = origin;
  try {
    const result = fn(run.config as never);
    run.results.set(marker, result);
    return result;
  } catch (thrown) {
    if (thrown instanceof Failure || isOverflow(thrown)) throw thrown;
    if (thrown instanceof ProblemsError) throw new Failure(thrown.problems);
    throw new Failure([threw(`A definition of '${showPath(frame?.path ?? [])}'`, origin, thrown)]);
  }
}
