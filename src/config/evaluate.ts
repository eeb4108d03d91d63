/** From modules and a configuration to the value of every option. */
import { type Complaint, LiminixError } from "../error.ts";
import { atOptions } from "./at-options.ts";
import { complaintsByFile } from "./by-file.ts";
import { type Configuration, type ConfiguredDevice, defineConfiguration } from "./configuration.ts";
import { declarations } from "./declarations.ts";
import { gather } from "./gather.ts";
import { readTree } from "./group.ts";
import type { Module } from "./module.ts";
import type { OptionTree } from "./option.ts";
import type { Config } from "./options.ts";
import { below } from "./origin.ts";
import { pending } from "./pending.ts";
import { readAll } from "./read-all.ts";
import { newRun, type Run } from "./run.ts";
import { runChecks } from "./run-checks.ts";

/**
 * Resolves every option. The result is frozen, and the same for the same files: nothing else is looked at.
 * Everything that is wrong is reported at once, as one `LiminixError`. A device that is given takes the place
 * of the configuration's own.
 */
export function evaluate(
  modules: readonly Module[],
  configuration: Configuration,
  device: ConfiguredDevice | undefined = configuration.device,
): Config {
  const { sources, off, problems } = gather(modules, configuration, device);
  const { tree, clashes } = declarations(sources);
  const run = newRun(
    tree,
    [...problems, ...clashes],
    new Map(off.flatMap((module) => (module.at === undefined ? [] : [[module.at, module]]))),
  );
  const definitions = sources.flatMap(({ config, origin }) =>
    Array.isArray(config)
      ? config.map((part, index) => pending(part, below(origin, index)))
      : [pending(config, origin)],
  );
  run.config = readTree(run, tree, () => definitions, []) as Config;
  readAll(run);
  runChecks(run, sources);
  if (run.problems.length > 0)
    throw new LiminixError(1, complaintsByFile([...new Set(run.problems)].map((one) => atOptions(run, one))));
  runs.set(run.config, run);
  return run.config;
}

const runs = new WeakMap<Config, Run>();

/** How a configuration came to be. It must be one that `evaluate` gave. */
export function runOf(config: Config): Run {
  const run = runs.get(config);
  if (run === undefined) throw new Error("this is no evaluated configuration");
  return run;
}

/** What is worth knowing about a configuration although it can be built. */
export const warningsOf = (config: Config): readonly Complaint[] => complaintsByFile(runOf(config).warnings);

/** All options that these modules declare. */
export const declaredBy = (modules: readonly Module[]): OptionTree =>
  declarations(gather(modules, defineConfiguration({}), undefined).sources).tree;

/** The modules that take part in a configuration: those given, and all that it and they import. */
export const modulesOf = (
  modules: readonly Module[],
  configuration: Configuration,
  device: ConfiguredDevice | undefined,
): readonly Module[] =>
  gather(modules, configuration, device).sources.flatMap(({ module }) =>
    module === undefined ? [] : [module],
  );
