/** What each request comes to. */
import { monotonicMs } from "host";
import { type ShutdownKind, stateOf, statusOf, why } from "../../lib/core/index.ts";
import type { Answer, ServiceLine } from "../../lib/protocol.ts";
import { logDirectory, ownLog } from "./layout.ts";
import type { Reconciler } from "./reconciler.ts";

/** Takes one line of the answer; undefined when it is complete. */
type Say = (line: Answer | undefined) => void;

export function answer(limd: Reconciler, [verb = "", ...words]: readonly string[], say: Say): void {
  const shutdown = verb === "shutdown" ? shutdownKinds.find((kind) => kind === words[0]) : undefined;
  if (verb === "status" && words.length === 0) {
    for (const name of Object.keys(limd.graph.services)) say(lineOf(limd, name));
  } else if (shutdown !== undefined) {
    const withinMs = Number(words[1] ?? Number.NaN);
    limd.tell({ kind: "shutdown", how: shutdown, ...(Number.isNaN(withinMs) ? {} : { withinMs }) });
    limd.whenDown(() => {
      say({ kind: "done" });
      say(undefined);
    });
    return;
  } else aboutOne(limd, verb, words, say);
  say(undefined);
}

const shutdownKinds: readonly ShutdownKind[] = ["poweroff", "reboot", "halt"];

function aboutOne(
  limd: Reconciler,
  verb: string,
  [service = "", ...more]: readonly string[],
  say: Say,
): void {
  const tell = aboutService[verb];
  const isKnown = Object.hasOwn(limd.graph.services, service) || (verb === "log" && service === "limd");
  if (tell === undefined || more.length > 0) say({ kind: "misunderstood" });
  else if (isKnown) tell(limd, service, say);
  else say({ kind: "unknown", service, known: Object.keys(limd.graph.services) });
}

const aboutService: Readonly<Record<string, (limd: Reconciler, service: string, say: Say) => void>> = {
  up: (limd, service, say) => {
    limd.tell({ kind: "want", service, wanted: true });
    say(lineOf(limd, service));
  },
  down: (limd, service, say) => {
    limd.tell({ kind: "want", service, wanted: false });
    say(lineOf(limd, service));
  },
  restart: (limd, service, say) => {
    limd.tell({ kind: "restart", service });
    say(lineOf(limd, service));
  },
  why: (limd, service, say) => say({ kind: "sentence", text: why(limd.state, service, monotonicMs()) }),
  outputs: (limd, service, say) => {
    for (const [name, text] of limd.outputsOf(service)) say({ kind: "output", name, text });
  },
  log: (limd, service, say) => {
    const { logTo } = limd.graph.services[service] ?? {};
    if (logTo !== undefined) {
      say({
        kind: "sentence",
        text: `What ${service} says goes to ${logTo}, line by line: lim log ${logTo}`,
      });
      return;
    }
    const own = limd.graph.services[service]?.log !== undefined;
    const directory = own ? logDirectory(service) : ownLog.slice(0, ownLog.lastIndexOf("/"));
    say({ kind: "log", directory });
  },
};

function lineOf(limd: Reconciler, name: string): ServiceLine | undefined {
  const entry = limd.graph.services[name];
  const state = stateOf(limd.state, name);
  const status = statusOf(limd.state, name);
  if (entry === undefined || state === undefined || status === undefined) return undefined;
  const now = monotonicMs();
  const { type, description, dependencies, contents } = entry;
  return {
    kind: "service",
    name,
    type,
    description,
    status,
    sinceMs: now - state.since,
    ...(status === "ready" ? {} : { why: why(limd.state, name, now) }),
    dependencies,
    contents,
  };
}
