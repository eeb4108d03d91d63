/** From services to the graph that the router's limd reads: names in the place of values, and every mistake told. */
import type { Graph } from "../../../runtime/lib/graph.ts";
import type { Problem } from "../../config/problem.ts";
import { ProblemsError } from "../../config/problems-error.ts";
import { checkGraph } from "./check-graph.ts";
import { conflictsOf } from "./claims.ts";
import { type CompiledService, compileService, type NameOf } from "./compile-service.ts";
import { keepersOf } from "./keepers.ts";
import { nameServices } from "./name-services.ts";
import { type References, referencesOf } from "./references.ts";
import type { Service } from "./service.ts";

export interface CompiledGraph extends Omit<Graph, "services"> {
  readonly services: Readonly<Record<string, CompiledService>>;
}

/** Compiles what is under `services` and all that it needs. All mistakes are reported at once, as one LiminixError. */
export function compileGraph(services: Services): CompiledGraph {
  const known = compiled.get(services) ?? attempt(services);
  compiled.set(services, known);
  if (known instanceof ProblemsError) throw known;
  return known;
}

/** Who uses an interface needs those who look after it. */
const withKeepers = (references: References, keepers: readonly Service[]): References =>
  keepers.length === 0
    ? references
    : { ...references, dependencies: [...references.dependencies, ...keepers] };

/** What a service keeps is on what keeps it, where there is such a thing. */
const withStorage = (service: Service, references: References, storage: Service | undefined): References =>
  storage === undefined || service === storage || !references.keepsState
    ? references
    : { ...references, dependencies: [...references.dependencies, storage] };

type Services = Readonly<Record<string, Service>>;

// A module puts the graph into the image, another checks it, and commands look at it: it is one and the same, and
// so are its mistakes.
const compiled = new WeakMap<Services, CompiledGraph | ProblemsError>();

function attempt(services: Services): CompiledGraph | ProblemsError {
  try {
    return compile(services);
  } catch (thrown) {
    if (thrown instanceof ProblemsError) return thrown;
    throw thrown;
  }
}

function compile(services: Services): CompiledGraph {
  const { names, references, problems } = nameServices(services);
  const nameOf: NameOf = (service) =>
    service.kind === "service" ? (names.get(service) ?? service.name) : service.name;
  const keepers = keepersOf(references);
  const nodes = [...names]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([service, name]) => {
      const its = withKeepers(references.get(service) ?? referencesOf(service), keepers(service));
      const those = withStorage(service, its, services.storage);
      const mistakes: Problem[] = [...service.problems];
      const entry = compileService(service, name, those, nameOf, (message) =>
        mistakes.push({
          message: `Service '${name}': ${message}`,
          mentions: [{ origin: { capture: service.capture } }],
        }),
      );
      return { service, name, references: those, entry, mistakes };
    });
  const all = [
    ...problems,
    ...nodes.flatMap(({ mistakes }) => mistakes),
    ...checkGraph(nodes, nameOf),
    ...conflictsOf(nodes, nameOf),
  ];
  if (all.length > 0) throw new ProblemsError(all);
  return Object.freeze({
    version: 1,
    services: Object.fromEntries(nodes.map(({ name, entry }) => [name, entry])),
    wanted: [
      ...new Set([
        ...Object.keys(services),
        ...nodes.flatMap(({ service }) => service.companions.map(nameOf)),
      ]),
    ].sort(),
  });
}
