/** What a service refers to: by its parameters, by its scripts and files, and by what it says it needs. */

import { isPlainObject } from "../../config/plain-object.ts";
import type { Secret } from "../../config/secret.ts";
import { type Fragment, isFragment, isRuntimeHole, type RuntimeHole } from "../../recipe/fragment.ts";
import type { When } from "./condition.ts";
import type { ConfigFile, ForEach } from "./configuration-file.ts";
import type { Definition } from "./definition.ts";
import { isOutputFile, isOutputRef, type OutputRef } from "./output.ts";
import type { NamedService, Service } from "./service.ts";

export interface References {
  readonly outputs: readonly OutputRef[];
  readonly files: readonly ConfigFile[];
  readonly dependencies: readonly (Service | NamedService)[];
  readonly contents: readonly (Service | NamedService)[];
  /** Services that its condition is about. */
  readonly conditions: readonly (Service | NamedService)[];
  /** Who reads what it says: one, or nobody. */
  readonly consumers: readonly (Service | NamedService)[];
  /** Services whose outputs it follows by itself. */
  readonly follows: readonly (Service | NamedService)[];
  /** Whether it has a directory that outlives it. */
  readonly keepsState: boolean;
  readonly secrets: readonly string[];
}

/** All of it, each once. */
export function referencesOf({ definition, parameters, passesOn }: Service): References {
  const holes = new Set<RuntimeHole>();
  for (const [name, value] of Object.entries(parameters as object))
    if (!passesOn.includes(name)) collect(value, holes);
  for (const fragment of fragmentsOf(definition)) collect(fragment, holes);
  if (definition.type !== "bundle") for (const file of definition.files ?? []) collect(file, holes);
  const all = [...holes];
  return {
    outputs: all.filter(isOutputRef),
    files: all.filter(isConfigFile),
    dependencies: definition.dependencies ?? [],
    contents: definition.type === "bundle" ? definition.contents : [],
    conditions: definition.when === undefined ? [] : [...servicesOf(definition.when)],
    secrets: [...new Set(all.filter(isSecret).map(({ name }) => name))].sort(),
    consumers: consumersOf(definition),
    follows: all.filter(isOutputFile).map(({ ref }) => ref.service),
    keepsState:
      (definition.type === "bundle" ? undefined : definition.stateDirectory) ??
      all.some((hole) => hole.kind === "own path" && hole.name === "state"),
  };
}

const consumersOf = (definition: Definition): References["consumers"] =>
  definition.type !== "bundle" && typeof definition.log === "object" && "to" in definition.log
    ? [definition.log.to]
    : [];

/** The scripts and the environment. */
export function fragmentsOf(definition: Definition): readonly Fragment[] {
  if (definition.type === "bundle") return [];
  const environment = Object.values(definition.environment ?? {}).filter(isFragment);
  const scripts =
    definition.type === "longrun" ? [definition.run, definition.finish] : [definition.up, definition.down];
  return [...scripts.filter((script) => script !== undefined), ...environment];
}

const isConfigFile = (hole: RuntimeHole): hole is ConfigFile => hole.kind === "configuration file";

const isSecret = (hole: RuntimeHole): hole is Secret => hole.kind === "secret";

function collect(value: unknown, into: Set<RuntimeHole>): void {
  if (isRuntimeHole(value)) {
    if (into.has(value)) return;
    into.add(value);
    if (value.kind === "each") collect((value as ForEach).list, into);
    if (value.kind === "each" || value.kind === "configuration file")
      collect((value as ForEach | ConfigFile).content, into);
  } else if (isFragment(value)) {
    for (const part of value.parts) if (isRuntimeHole(part)) collect(part, into);
  } else if (Array.isArray(value)) for (const item of value) collect(item, into);
  // What has a kind is a thing of its own (a service, a package), and what is in it is its own affair.
  else if (isPlainObject(value) && typeof value.kind !== "string")
    for (const item of Object.values(value)) collect(item, into);
}

function* servicesOf(condition: When): Iterable<Service | NamedService> {
  switch (condition.kind) {
    case "healthy":
      yield condition.check;
      break;
    case "output":
      yield condition.ref.service;
      break;
    case "all":
    case "any":
      for (const one of condition.of) yield* servicesOf(one);
      break;
    case "not":
      yield* servicesOf(condition.of);
  }
}
