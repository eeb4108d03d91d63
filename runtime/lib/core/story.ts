/**
 * Scenarios that can be read aloud: what happens, what the core asks for then, and what it says when it is asked.
 * A line is `["wan exits 1"]`, `["wan ready", "start route", "run-up firewall"]` or `["why wan?", "wan is ready, …."]`.
 */
import type { Graph, ServiceEntry } from "../graph.ts";
import { conditionKey } from "./condition.ts";
import { initialState } from "./initial-state.ts";
import { statusOf } from "./status.ts";
import { step } from "./step.ts";
import type { Action, Event, ExitStatus, State } from "./types.ts";
import { why } from "./why.ts";

export interface Story {
  readonly name: string;
  readonly services: Readonly<Record<string, ServiceEntry>>;
  readonly wanted: readonly string[];
  /** `limd` takes over these instead of starting from nothing: what they do, and their outputs. */
  readonly running?: Readonly<
    Record<string, readonly ["starting" | "up" | "ready" | "stopping", ...string[]]>
  >;
  /** What it is told of failures then. */
  readonly failed?: Readonly<Record<string, { readonly failures: number; readonly retryInS?: number }>>;
  /** Whether outputs that are cleared are told of. */
  readonly tellsOfOutputs?: boolean;
  readonly lines: readonly (readonly [what: string, ...then: string[]])[];
}

/** The lines in which the core did something else than the story says; none is good. */
export function tell(story: Story): readonly string[] {
  const teller = new Teller(story);
  const problems: string[] = [];
  for (const [what, ...expected] of story.lines) {
    const got = teller.hear(what);
    if (got.join("; ") !== expected.join("; ")) {
      problems.push(`${what}: expected ${said(expected)}, got ${said(got)}`);
    }
  }
  return problems;
}

const said = (lines: readonly string[]): string => (lines.length === 0 ? "nothing" : `"${lines.join("; ")}"`);

class Teller {
  readonly #story: Story;
  readonly #timers = new Map<string, number>();
  #state: State;
  #now = 0;

  constructor(story: Story) {
    this.#story = story;
    const graph: Graph = { version: 1, services: story.services, wanted: story.wanted };
    this.#state = initialState(graph);
    for (const [service, [runs, ...outputs]] of Object.entries(story.running ?? {})) {
      this.#take({ kind: "adopt", service, runs, outputs, at: 0 });
    }
    this.#remember();
  }

  #remember(): void {
    for (const [service, { failures, retryInS }] of Object.entries(this.#story.failed ?? {})) {
      const failure = { kind: "ended", status: { code: 1 } } as const;
      const failed = { since: 0, ...(retryInS === undefined ? {} : { retryAt: retryInS * 1000 }) };
      this.#take({ kind: "remember", service, failures, failure, failed, at: 0 });
    }
  }

  hear(what: string): readonly string[] {
    const question = /^(why )?(\S+)\?$/.exec(what);
    if (question !== null) return [this.#answer(question[2] ?? "", question[1] !== undefined)];
    const wait = /^after (\S+) s$/.exec(what);
    return wait === null ? this.#take(eventOf(what, this.#now)) : this.#wait(Number(wait[1]) * 1000);
  }

  #answer(service: string, reason: boolean): string {
    return reason ? why(this.#state, service, this.#now) : (statusOf(this.#state, service) ?? "unknown");
  }

  /** Lets all timers run out that do in that time, each at its own. */
  #wait(ms: number): readonly string[] {
    const end = this.#now + ms;
    const done: string[] = [];
    for (let next = this.#nextTimer(end); next !== undefined; next = this.#nextTimer(end)) {
      const [id, at] = next;
      this.#timers.delete(id);
      this.#now = at;
      done.push(...this.#take({ kind: "timer", id, at }));
    }
    this.#now = end;
    return done;
  }

  #nextTimer(end: number): readonly [string, number] | undefined {
    const due = [...this.#timers].filter(([, at]) => at <= end);
    return due.sort(([, one], [, other]) => one - other)[0];
  }

  #take(event: Event): readonly string[] {
    const { state, actions } = step(this.#state, event);
    this.#state = state;
    return actions.flatMap((action) => this.#tell(action));
  }

  #tell(action: Action): readonly string[] {
    switch (action.kind) {
      case "set-timer":
        this.#timers.set(action.id, this.#now + action.ms);
        return [];
      case "cancel-timer":
        this.#timers.delete(action.id);
        return [];
      case "watch":
        return [];
      case "clear-outputs":
        return this.#story.tellsOfOutputs === true ? [`clear ${action.service}`] : [];
      case "signal":
        return [`${action.signal} ${action.service}`];
      case "shut-down":
        return [action.how];
      default:
        return [`${action.kind} ${action.service}`];
    }
  }
}

/** What may happen, and how it is written. */
const patterns: readonly [RegExp, (at: number, one: string, other: string) => Event][] = [
  [/^begin$/, (at) => ({ kind: "begin", at })],
  [/^lim up (\S+)$/, (at, service) => ({ kind: "want", service, wanted: true, at })],
  [/^lim down (\S+)$/, (at, service) => ({ kind: "want", service, wanted: false, at })],
  [/^lim restart (\S+)$/, (at, service) => ({ kind: "restart", service, at })],
  [/^(\S+) runs$/, (at, service) => ({ kind: "started", service, at })],
  [/^(\S+) is ready$/, (at, service) => ({ kind: "ready", service, at })],
  [/^(\S+) exits (.+)$/, (at, service, how) => ({ kind: "exited", service, status: statusFrom(how), at })],
  [/^(\S+) is up$/, (at, service) => script(service, "up", "0", at)],
  [/^(\S+) fails to come up: (.+)$/, (at, service, how) => script(service, "up", how, at)],
  [/^(\S+) is down$/, (at, service) => script(service, "down", "0", at)],
  [/^(\S+) fails to go down: (.+)$/, (at, service, how) => script(service, "down", how, at)],
  [/^(\S+) says (.+)$/, (at, service, names) => output(service, names.split(" "), [], at)],
  [/^(\S+) takes back (.+)$/, (at, service, names) => output(service, [], names.split(" "), at)],
  [/^cable (in|out) (\S+)$/, (at, how, name) => cable(name, how === "in", at)],
  [/^the secret (\S+) is (given|taken away)$/, (at, name, how) => given(name, how === "given", at)],
  [/^the secret (\S+) changes$/, (at, name) => ({ kind: "secret", name, at })],
  [/^the clock is (set|wrong)$/, (at, how) => outside({ kind: "clock" }, how === "set", at)],
  [/^(poweroff|reboot)$/, (at, how) => ({ kind: "shutdown", how: how === "reboot" ? how : "poweroff", at })],
  [
    /^reboot within (\S+) s$/,
    (at, s) => ({ kind: "shutdown", how: "reboot", withinMs: 1000 * Number(s), at }),
  ],
];

function eventOf(what: string, at: number): Event {
  for (const [pattern, event] of patterns) {
    const found = pattern.exec(what);
    if (found !== null) return event(at, found[1] ?? "", found[2] ?? "");
  }
  throw new Error(`no story has a line like "${what}"`);
}

function script(service: string, direction: "up" | "down", how: string, at: number): Event {
  return { kind: "oneshot-done", service, direction, status: statusFrom(how), at };
}

function output(service: string, changed: readonly string[], removed: readonly string[], at: number): Event {
  return { kind: "output", service, changed, removed, at };
}

function cable(name: string, holds: boolean, at: number): Event {
  return outside({ kind: "link", interface: name, state: "carrier" }, holds, at);
}

function given(name: string, holds: boolean, at: number): Event {
  return outside({ kind: "secret", name }, holds, at);
}

function outside(condition: Parameters<typeof conditionKey>[0], holds: boolean, at: number): Event {
  return { kind: "condition", key: conditionKey(condition), holds, at };
}

function statusFrom(how: string): ExitStatus {
  if (/^\d+$/.test(how)) return { code: Number(how) };
  return /^[A-Z]+$/.test(how) ? { signal: how } : { problem: how };
}
