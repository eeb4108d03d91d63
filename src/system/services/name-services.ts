/** What each service is called on the router. docs/decisions/006-names-of-services.md says why so. */
import { createHash } from "node:crypto";
import { isPlainObject } from "../../config/plain-object.ts";
import type { Problem } from "../../config/problem.ts";
import { isFragment } from "../../recipe/fragment.ts";
import { isOutputRef } from "./output.ts";
import { type References, referencesOf } from "./references.ts";
import { isService, type NamedService, type Service } from "./service.ts";

export interface Naming {
  /** Those that somebody named, and all that they need. */
  readonly names: ReadonlyMap<Service, string>;
  readonly references: ReadonlyMap<Service, References>;
  readonly problems: readonly Problem[];
}

// Names of files and of directories below /run/services, and words of a command line.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * A service under `services` has its key for a name. One that only others refer to has its template's, and a
 * suffix made from its parameters where that would not tell it from another.
 */
export function nameServices(services: Readonly<Record<string, Service>>): Naming {
  const names = new Map<Service, string>();
  const problems: Problem[] = [];
  const taken = new Set(Object.keys(services));
  for (const [name, service] of Object.entries(services)) {
    const other = names.get(service);
    if (other !== undefined) problems.push(twice(service, other, name));
    else names.set(service, name);
    if (!NAME.test(name)) problems.push(badName(service, name));
  }
  const references = reach(names.keys());
  const unnamed = [...references.keys()].filter((service) => !names.has(service));
  for (const [template, alike] of Map.groupBy(unnamed, ({ name }) => name)) {
    const [only] = alike;
    if (only !== undefined && alike.length === 1 && !taken.has(template)) {
      taken.add(template);
      names.set(only, template);
      continue;
    }
    for (const service of alike) {
      const name = `${template}-${fingerprint(service, names)}`;
      const same = alike.find((other) => names.get(other) === name);
      if (same !== undefined) problems.push(alikeTwo(service, same));
      taken.add(name);
      names.set(service, name);
    }
  }
  return { names, references, problems };
}

function reach(named: Iterable<Service>): ReadonlyMap<Service, References> {
  const found = new Map<Service, References>();
  const waiting = new Set(named);
  // A set may grow while it is walked: what is added is walked too.
  for (const service of waiting) {
    const references = referencesOf(service);
    found.set(service, references);
    const { outputs, dependencies, contents, conditions, consumers, follows } = references;
    const needed = [...outputs.map((ref) => ref.service), ...dependencies, ...contents, ...conditions];
    const others = [...consumers, ...follows, ...service.companions];
    for (const one of [...needed, ...others]) if (isService(one)) waiting.add(one);
  }
  return found;
}

/** The same for the same parameters, whatever else is in the image. */
const fingerprint = (service: Service, names: ReadonlyMap<Service, string>): string =>
  createHash("sha256")
    .update(JSON.stringify(identity(essenceOf(service), names)))
    .digest("hex")
    .slice(0, 4);

/** What tells it from others of its name: what it was called with, or what it does if no template made it. */
const essenceOf = ({ parameters, definition, name }: Service): unknown =>
  name === definition.type ? definition : parameters;

function identity(value: unknown, names: ReadonlyMap<Service, string>): unknown {
  if (isService(value)) return names.get(value) ?? [value.name, identity(essenceOf(value), names)];
  if (isOutputRef(value)) return [identity(value.service, names), value.name];
  if (isFragment(value)) return value.parts.map((part) => identity(part, names));
  if (Array.isArray(value)) return value.map((item) => identity(item, names));
  if (!isPlainObject(value)) return typeof value === "object" ? String(value) : value;
  const { kind, name, version } = value;
  // A package, a file: what it is called is enough to tell two services apart.
  if (typeof kind === "string" && typeof name === "string" && !("runtime" in value))
    return [kind, name, version];
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, identity(item, names)]);
}

const at = (...services: readonly (Service | NamedService)[]) =>
  services.map(({ capture }) => ({ origin: { capture } }));

const twice = (service: Service, first: string, second: string): Problem => ({
  message: `Service '${service.name}' is in 'services' twice, as '${first}' and as '${second}'`,
  mentions: at(service),
  try: `call ${service.name}(…) again for the second, or take one of the names out`,
});

const badName = (service: Service, name: string): Problem => ({
  message: `Service '${name}' has a name that cannot be: letters, digits, ".", "_" and "-", at most 63, a letter or digit first`,
  mentions: at(service),
});

const alikeTwo = (service: Service, other: Service): Problem => ({
  message: `Two services made by '${service.name}' have the same parameters and no names`,
  mentions: at(other, service),
  try: "use one for both, or put both under 'services'",
});
