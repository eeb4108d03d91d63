/** From services to the graph that the router's limd reads: names in the place of values, and every mistake told. */
import type {
  Condition,
  Graph,
  ProcessSettings,
  Readiness,
  RestartPolicy,
  ServiceEntry,
  TemplateFile,
} from "../../../runtime/lib/graph.ts";
import type { Problem } from "../../config/problem.ts";
import { ProblemsError } from "../../config/problems-error.ts";
import { type Fragment, isFragment, isRuntimeHole } from "../../recipe/fragment.ts";
import type { TextFile } from "../../recipe/recipe.ts";
import { checkGraph } from "./check-graph.ts";
import type { When } from "./condition.ts";
import type { Definition } from "./definition.ts";
import { nameServices } from "./name-services.ts";
import { isOutputRef } from "./output.ts";
import { type References, referencesOf } from "./references.ts";
import { renderScript } from "./render-script.ts";
import { renderTemplate } from "./render-template.ts";
import type { NamedService, Service } from "./service.ts";

type Scripts = "run" | "finish" | "up" | "down";

/** An entry of the graph before it is known where in the store its scripts are; the hash waits for that. */
export interface CompiledService
  extends Omit<ServiceEntry, "hash" | "files" | "process" | Scripts>,
    Partial<Readonly<Record<Scripts, TextFile>>> {
  readonly files: readonly (Omit<TemplateFile, "template"> & { readonly template: TextFile })[];
  readonly process: Omit<ProcessSettings, "environment"> & {
    readonly environment: Readonly<Record<string, string | Fragment>>;
  };
}

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
  const nameOf = (service: Service | NamedService): string =>
    service.kind === "service" ? (names.get(service) ?? service.name) : service.name;
  const nodes = [...names]
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([service, name]) => {
      const those = references.get(service) ?? referencesOf(service);
      const mistakes: Problem[] = [...service.problems];
      const entry = entryOf(service, name, those, nameOf, (message) =>
        mistakes.push({
          message: `Service '${name}': ${message}`,
          mentions: [{ origin: { capture: service.capture } }],
        }),
      );
      return { service, name, references: those, entry, mistakes };
    });
  const all = [...problems, ...nodes.flatMap(({ mistakes }) => mistakes), ...checkGraph(nodes, nameOf)];
  if (all.length > 0) throw new ProblemsError(all);
  return Object.freeze({
    version: 1,
    services: Object.fromEntries(nodes.map(({ name, entry }) => [name, entry])),
    wanted: Object.keys(services).sort(),
  });
}

type NameOf = (service: Service | NamedService) => string;
type Complain = (message: string) => void;

function entryOf(
  service: Service,
  name: string,
  references: References,
  nameOf: NameOf,
  complain: Complain,
): CompiledService {
  const { definition } = service;
  const outputs = Object.keys(service.outputs);
  const process = definition.type === "bundle" ? undefined : definition;
  const when = definition.when === undefined ? undefined : conditionOf(definition.when, nameOf, complain);
  return {
    type: definition.type,
    description: definition.description ?? "",
    dependencies: unique([
      ...references.dependencies.map(nameOf),
      // Nobody depends on a service whose name alone is known but by saying so.
      ...references.outputs.flatMap(({ service: writer }) =>
        writer.kind === "service" ? [nameOf(writer)] : [],
      ),
    ]),
    contents: unique(references.contents.map(nameOf)),
    ...scriptsOf(name, definition, outputs.length > 0, nameOf, complain),
    ready: readinessOf(definition, outputs),
    timeoutUpMs: process?.timeoutUpMs ?? (definition.type === "bundle" ? 0 : 30_000),
    timeoutDownMs: process?.timeoutDownMs ?? (definition.type === "bundle" ? 0 : 10_000),
    restart: { ...(definition.type === "longrun" ? again : tryAgain), ...process?.restart },
    ...(when === undefined ? {} : { condition: when }),
    outputs,
    reads: definition.type === "bundle" ? [] : readsOf(references, process?.onChange ?? "restart", nameOf),
    files: references.files.map((file) => ({
      path: file.name,
      template: renderTemplate(name, file, nameOf, complain),
      escape: file.escape,
    })),
    process: settingsOf(definition, complain),
    ...(process?.log === undefined ? {} : { log: process.log }),
    stateDirectory: process?.stateDirectory ?? references.keepsState,
  };
}

const backOff = { delayMs: 1000, maxDelayMs: 60_000, resetAfterMs: 60_000 };
const again: RestartPolicy = { policy: "always", ...backOff };
const tryAgain: RestartPolicy = { policy: "on-failure", ...backOff };

function readinessOf(definition: Definition, outputs: readonly string[]): Readiness {
  if (definition.type !== "longrun") return { kind: "immediately" };
  return definition.ready ?? { kind: outputs.length > 0 ? "outputs" : "immediately" };
}

function scriptsOf(
  name: string,
  definition: Definition,
  writesOutputs: boolean,
  nameOf: NameOf,
  complain: Complain,
): Partial<Readonly<Record<Scripts, TextFile>>> {
  if (definition.type === "bundle") return {};
  const { run, finish, up, down }: Partial<Readonly<Record<Scripts, Fragment>>> = definition;
  return Object.fromEntries(
    Object.entries({ run, finish, up, down }).flatMap(([what, content]) => {
      if (content === undefined) return [];
      const { file, mistakes } = renderScript({ name, writesOutputs, nameOf }, what, content);
      mistakes.forEach(complain);
      return [[what, file]];
    }),
  );
}

function readsOf(
  { outputs }: References,
  onChange: ServiceEntry["reads"][number]["onChange"],
  nameOf: NameOf,
): ServiceEntry["reads"] {
  const reads = outputs.map((ref) => ({ service: nameOf(ref.service), output: ref.name, onChange }));
  return [...new Map(reads.map((read) => [`${read.service} ${read.output}`, read])).values()];
}

function settingsOf(definition: Definition, complain: Complain): CompiledService["process"] {
  const plain = { noNewPrivileges: true, limits: {}, umask: 0o022, directory: "/", environment: {} };
  if (definition.type === "bundle") return plain;
  const { user, group, groups, capabilities, noNewPrivileges, limits, umask, directory } = definition;
  const environment = definition.environment ?? {};
  for (const [key, value] of Object.entries(environment)) {
    const hole = isFragment(value) ? value.parts.find(isRuntimeHole) : undefined;
    if (hole !== undefined)
      complain(`the environment's '${key}' has the ${hole.kind} '${hole.name}', which a script can read`);
  }
  const given = { user, group, groups, capabilities, noNewPrivileges, limits, umask, directory };
  return {
    ...plain,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    environment,
  };
}

/** A condition in the graph's words. */
function conditionOf(when: When, nameOf: NameOf, complain: Complain): Condition {
  switch (when.kind) {
    case "link": {
      const { interface: of, state } = when;
      if (isOutputRef(of)) {
        complain(`its condition is on the link of '${nameOf(of.service)}', whose name only the router knows`);
        return { kind: "output", service: nameOf(of.service), output: of.name };
      }
      return { kind: "link", interface: typeof of === "string" ? of : of.name, state };
    }
    case "healthy":
      return { kind: "healthy", check: nameOf(when.check) };
    case "output":
      return { kind: "output", service: nameOf(when.ref.service), output: when.ref.name };
    case "all":
    case "any":
      return { kind: when.kind, of: when.of.map((one) => conditionOf(one, nameOf, complain)) };
    case "not":
      return { kind: "not", of: conditionOf(when.of, nameOf, complain) };
    default:
      return when;
  }
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];
