/**
 * Who looks after an interface. Such a service switches it on and off, or makes it; so whoever names the interface, and
 * not the service, needs that service all the same. Otherwise what it takes away would go with the last of those who did.
 */
import { knownInterface, type When } from "./condition.ts";
import { isOutputRef, type OutputRef } from "./output.ts";
import type { References } from "./references.ts";
import type { NamedService, Service } from "./service.ts";
import { interfaceName } from "./types.ts";

type All = ReadonlyMap<Service, References>;

/** For each service those that look after an interface which it uses, and that it does not need already. */
export function keepersOf(all: All): (service: Service) => readonly Service[] {
  const keepers = Map.groupBy(
    [...all.keys()].flatMap((keeper) => keptBy(keeper).map((on) => ({ keeper, on }))),
    ({ on }) => on,
  );
  return (service) => {
    // Two of one interface are a mistake (claims.ts), or one stands on the other, and says so by itself.
    const others = usedBy(service, all.get(service)).difference(new Set(keptBy(service)));
    const found = [...others].flatMap((on) => keepers.get(on) ?? []);
    const needed = found.length === 0 ? new Set() : neededBy(service, all);
    return [...new Set(found.map(({ keeper }) => keeper))].filter((keeper) => !needed.has(keeper));
  };
}

/** An interface: its name, or the service that knows it on the router. */
type Key = string | Service | NamedService;

const keyOf = (on: string | OutputRef<string>): Key =>
  knownInterface(on) ?? (isOutputRef(on) ? on.service : on);

const keptBy = ({ definition }: Service): readonly Key[] =>
  definition.type === "bundle"
    ? []
    : (definition.claims ?? []).flatMap((claim) => (claim.kind === "keeps" ? [keyOf(claim.interface)] : []));

function usedBy({ touches, definition }: Service, references: References | undefined): ReadonlySet<Key> {
  const named = (references?.outputs ?? []).filter(({ type }) => type.expects === interfaceName.expects);
  return new Set([
    ...touches,
    ...named.map((ref) => keyOf(ref as OutputRef<string>)),
    ...waitedFor(definition.when).flatMap((on) => knownInterface(on) ?? []),
  ]);
}

/** Interfaces that have to be on: a service that waits for that uses them, whatever its scripts call them. */
function waitedFor(when: When | undefined): readonly Parameters<typeof knownInterface>[0][] {
  if (when?.kind === "all") return when.of.flatMap(waitedFor);
  return when?.kind === "link" && when.state !== "present" ? [when.interface] : [];
}

/** The service itself, and all that it waits for. */
function neededBy(service: Service, all: All): ReadonlySet<unknown> {
  const found = new Set<Service | NamedService>([service]);
  // A set may grow while it is walked: what is added is walked too.
  for (const one of found) {
    const references = one.kind === "service" ? all.get(one) : undefined;
    if (references === undefined) continue;
    const { outputs, dependencies, contents } = references;
    for (const below of [...outputs.map((ref) => ref.service), ...dependencies, ...contents])
      found.add(below);
  }
  return found;
}
