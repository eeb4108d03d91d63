/** All modules that take part, each once, in an order that does not depend on who imported whom first. */
import type { Configuration, ConfiguredDevice } from "./configuration.ts";
import { isModule, type Module } from "./module.ts";
import { below, type Origin } from "./origin.ts";
import { placeOf } from "./place.ts";
import type { Problem } from "./problem.ts";
import { showValue } from "./show-value.ts";

export interface Source {
  readonly module?: Module;
  /** A tree of definitions, or a list of such. */
  readonly config: unknown;
  readonly origin: Origin;
}

export interface Gathered {
  /** Modules by name, then the device's, then the configuration: lists that they share read in that order. */
  readonly sources: readonly Source[];
  /** The modules that were switched off. */
  readonly off: readonly Module[];
  readonly problems: readonly Problem[];
}

export function gather(
  modules: readonly Module[],
  configuration: Configuration,
  device: ConfiguredDevice | undefined,
): Gathered {
  const problems: Problem[] = [];
  const origin: Origin = { capture: configuration.capture };
  const own = device?.module;
  const all = closure([
    ...modules,
    ...valid("imports", configuration, origin),
    ...(own === undefined ? [] : [own]),
  ]);
  const off = new Set(
    [...all]
      .flatMap((module) => valid("without", module, originOf(module)))
      .concat(valid("without", configuration, origin)),
  );
  const on = [...all].filter((module) => !off.has(module));
  const sorted = on.filter((module) => module !== own).sort(byName);
  const sources: Source[] = [...sorted, ...on.filter((module) => module === own)].map((module) => ({
    module,
    config: module.config,
    origin: below(originOf(module), "config"),
  }));
  return { sources: [...sources, { config: configuration.config, origin }], off: [...off], problems };

  function closure(roots: readonly Module[]): Set<Module> {
    const reached = new Set(roots);
    // A set may grow while it is walked: what is added is walked too.
    for (const module of reached)
      for (const imported of valid("imports", module, originOf(module))) reached.add(imported);
    return reached;
  }

  /** A list may hold what is no module: what a file that imports us exports is undefined while we load. */
  function valid(key: "imports" | "without", from: Module | Configuration, at: Origin): readonly Module[] {
    const list: unknown = from[key];
    if (!Array.isArray(list)) {
      problems.push({
        message: `'${key}' expects a list of modules, got ${showValue(list)}`,
        mentions: [{ origin: below(at, key) }],
      });
      return [];
    }
    return list.filter((value: unknown, index): value is Module => {
      if (isModule(value)) return true;
      problems.push({
        message: `'${key}' expects modules, got ${showValue(value)}`,
        mentions: [{ origin: below(below(at, key), index) }],
        ...(value === undefined
          ? { try: "import it from its own file: two files that import each other are not ready yet" }
          : {}),
      });
      return false;
    });
  }
}

/** Where two have one name, by their files; where they share a file, by their places in it. */
function byName(a: Module, b: Module): number {
  const [named, filed] = [compare(a.name, b.name), compare(a.file, b.file)];
  if (named !== 0 || filed !== 0) return named || filed;
  const [first, second] = [placeOf(a.capture), placeOf(b.capture)];
  return (first?.line ?? 0) - (second?.line ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const originOf = (module: Module): Origin => ({ capture: module.capture, file: module.file });
