/** All modules that take part, each once, in an order that does not depend on who imported whom first. */
import type { Configuration } from "./configuration.ts";
import type { Module } from "./module.ts";
import { below, type Origin } from "./origin.ts";

export interface Source {
  readonly module?: Module;
  /** A tree of definitions, or a list of such. */
  readonly config: unknown;
  readonly origin: Origin;
}

/** Modules by name, then the device's, then the configuration itself: so lists that they share read in that order. */
export function gather(modules: readonly Module[], configuration: Configuration): readonly Source[] {
  const own = configuration.device?.module;
  const all = closure([...modules, ...configuration.imports, ...(own === undefined ? [] : [own])]);
  const off = new Set([...configuration.without, ...[...all].flatMap(({ without }) => without)]);
  const on = [...all].filter((module) => !off.has(module));
  const sorted = on
    .filter((module) => module !== own)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return [
    ...[...sorted, ...on.filter((module) => module === own)].map((module) => ({
      module,
      config: module.config,
      origin: below({ capture: module.capture, file: module.file }, "config"),
    })),
    { config: configuration.config, origin: { capture: configuration.capture } },
  ];
}

function closure(roots: readonly Module[]): Set<Module> {
  const all = new Set(roots);
  // A set may grow while it is walked: what is added is walked too.
  for (const module of all) for (const imported of module.imports) all.add(imported);
  return all;
}
