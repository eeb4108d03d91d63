/** From modules and a configuration to the value of every option. */
import { LiminixError } from "../error.ts";
import { complaintsByFile } from "./by-file.ts";
import type { Configuration } from "./configuration.ts";
import { declarations } from "./declarations.ts";
import { gather } from "./gather.ts";
import { readTree } from "./group.ts";
import type { Module } from "./module.ts";
import type { Config } from "./options.ts";
import { below } from "./origin.ts";
import { pending } from "./pending.ts";
import { readAll } from "./read-all.ts";
import type { Run } from "./run.ts";
import { runChecks } from "./run-checks.ts";

/**
 * Resolves every option. The result is frozen, and the same for the same files: nothing else is looked at.
 * Everything that is wrong is reported at once, as one `LiminixError`.
 */
export function evaluate(modules: readonly Module[], configuration: Configuration): Config {
  const { sources, off, problems } = gather(modules, configuration);
  const run: Run = {
    config: {} as Config,
    frames: [],
    problems: [...problems],
    off: new Map(off.flatMap((module) => (module.at === undefined ? [] : [[module.at, module]]))),
    warnings: [],
    records: new WeakSet(),
    groups: [],
    readings: new Map(),
    results: new Map(),
    leftovers: [],
    overflow: [],
  };
  const tree = declarations(sources, run.problems);
  const definitions = sources.flatMap(({ config, origin }) =>
    Array.isArray(config)
      ? config.map((part, index) => pending(part, below(origin, index)))
      : [pending(config, origin)],
  );
  run.config = readTree(run, tree, () => definitions, []) as Config;
  readAll(run);
  runChecks(run, sources);
  if (run.problems.length > 0) throw new LiminixError(1, complaintsByFile(run.problems));
  runs.set(run.config, run);
  return run.config;
}

const runs = new WeakMap<Config, Run>();

/** What is worth knowing about a configuration although it can be built. */
export const warningsOf = (config: Config) => complaintsByFile(runs.get(config)?.warnings ?? []);
