/** One service as an entry of the graph, all that it did not say filled in. */
import type {
  OutputChange,
  ProcessSettings,
  Readiness,
  RestartPolicy,
  ServiceEntry,
  TemplateFile,
} from "../../../runtime/lib/graph.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { type Fragment, isFragment, isRuntimeHole } from "../../recipe/fragment.ts";
import type { TextFile } from "../../recipe/recipe.ts";
import { capabilityNames, isCapability } from "./capability.ts";
import { conditionOf } from "./compile-condition.ts";
import { all, isAlways, type When } from "./condition.ts";
import type { Definition, LongrunSpec } from "./definition.ts";
import type { References } from "./references.ts";
import { renderScript } from "./render-script.ts";
import { renderTemplate } from "./render-template.ts";
import { isSecretName } from "./secret-name.ts";
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

export type NameOf = (service: Service | NamedService) => string;
/** Takes a mistake of this service, without its name. */
export type Complain = (message: string) => void;

export function compileService(
  service: Service,
  name: string,
  references: References,
  nameOf: NameOf,
  complain: Complain,
): CompiledService {
  const { definition } = service;
  const outputs = Object.keys(service.outputs);
  const process = definition.type === "bundle" ? undefined : definition;
  for (const secret of references.secrets) {
    if (!isSecretName(secret))
      complain(`a secret cannot be called '${secret}': letters, digits, ".", "_" and "-", at most 63`);
  }
  const waitsFor = circumstances(definition, references);
  const when = isAlways(waitsFor) ? undefined : conditionOf(waitsFor, nameOf, complain);
  const onChange = process?.onChange ?? "restart";
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
    ...(process?.exitReasons === undefined ? {} : { exitReasons: process.exitReasons }),
    ...(when === undefined ? {} : { condition: when }),
    outputs,
    reads: definition.type === "bundle" ? [] : readsOf(references, onChange, nameOf),
    secrets: references.secrets.map((secret) => ({ name: secret, onChange })),
    files: references.files.map((file) => ({
      path: file.name,
      template: renderTemplate(name, file, nameOf, complain),
      escape: file.escape,
    })),
    process: settingsOf(definition, complain),
    ...(process === undefined ? {} : logOf(process.log, nameOf)),
    lasting: lastsOf(definition, outputs, complain),
    stateDirectory: references.keepsState,
  };
}

/** Its own condition, and that all its secrets are there. */
function circumstances({ when }: Definition, { secrets }: References): When {
  const given: readonly When[] = secrets.map((name) => ({ kind: "secret", name }));
  return all(...(when === undefined ? [] : [when]), ...given);
}

function logOf(log: LongrunSpec["log"] = usualLog, nameOf: NameOf): Pick<ServiceEntry, "log" | "logTo"> {
  if (log === "none") return {};
  return "to" in log ? { logTo: nameOf(log.to) } : { log };
}

const usualLog = { sizeBytes: 16 * 1024, files: 2 };
const backOff = { delayMs: 1000, maxDelayMs: 60_000, resetAfterMs: 60_000 };
const again: RestartPolicy = { policy: "always", ...backOff };
const tryAgain: RestartPolicy = { policy: "on-failure", ...backOff };

function readinessOf(definition: Definition, outputs: readonly string[]): Readiness {
  if (definition.type !== "longrun") return { kind: "immediately" };
  return definition.ready ?? { kind: outputs.length > 0 ? "outputs" : "immediately" };
}

/** Outputs of a process that is gone hold no longer, so who reads them cannot run on. */
function lastsOf(definition: Definition, outputs: readonly string[], complain: Complain): boolean {
  const lasting = definition.type === "longrun" && definition.lasting === true;
  if (lasting && outputs.length > 0) complain("it is lasting, and so cannot have outputs");
  return lasting;
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

function readsOf({ outputs }: References, onChange: OutputChange, nameOf: NameOf): ServiceEntry["reads"] {
  const reads = outputs.map((ref) => ({ service: nameOf(ref.service), output: ref.name, onChange }));
  return [...new Map(reads.map((read) => [`${read.service} ${read.output}`, read])).values()];
}

function settingsOf(definition: Definition, complain: Complain): CompiledService["process"] {
  const plain = {
    ...{ capabilities: [], noNewPrivileges: true, limits: {} },
    ...{ umask: 0o022, directory: "/", environment: {} },
  };
  if (definition.type === "bundle") return plain;
  const { user, group, groups, capabilities, noNewPrivileges, limits, umask, directory } = definition;
  const environment = definition.environment ?? {};
  for (const [key, value] of Object.entries(environment)) {
    const hole = isFragment(value) ? value.parts.find(isRuntimeHole) : undefined;
    if (hole?.kind === "secret")
      complain(
        `the environment's '${key}' has the secret '${hole.name}', which whoever looks at its processes sees; put it into a configFile`,
      );
    else if (hole !== undefined)
      complain(`the environment's '${key}' has the ${hole.kind} '${hole.name}', which a script can read`);
  }
  for (const name of capabilities === "all" ? [] : (capabilities ?? [])) {
    if (isCapability(name)) continue;
    const meant = didYouMean(name, capabilityNames);
    complain(`'${name}' is no capability of Linux${meant === undefined ? "" : `; ${meant}`}`);
  }
  const given = { user, group, groups, capabilities, noNewPrivileges, limits, umask, directory };
  return {
    ...plain,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    environment,
  };
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];
