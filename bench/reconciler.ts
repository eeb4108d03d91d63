/**
 * How long the reconciler of `limd` plans, for a graph of 500 services: to begin with, one event in the middle of it
 * all, and everything from boot to shutdown in a world where nothing takes time. Prints JSON. Run as
 * `node bench/reconciler.ts`.
 */

import {
  type Action,
  conditionKey,
  type Event,
  initialState,
  type State,
  step,
} from "../runtime/lib/core/index.ts";
import { plainService } from "../runtime/lib/core/simulation/plain-service.ts";
import type { Graph, ServiceEntry } from "../runtime/lib/graph.ts";

const SERVICES = 500;
const TIMES = 10;
const cable = { kind: "link", interface: "eth0", state: "carrier" } as const;

/** Each needs the three before it, every fifth is a bundle of them; all hang on one cable. */
function ladder(count: number): Graph {
  const services: Record<string, ServiceEntry> = {};
  for (let index = 0; index < count; index++) {
    const below = [1, 2, 3].map((less) => `service${index - less}`).filter((name) => name in services);
    const type = index % 5 === 4 ? "bundle" : index % 2 === 0 ? "longrun" : "oneshot";
    services[`service${index}`] = plainService(type, {
      ...(type === "bundle" ? { contents: below } : { dependencies: below, timeoutUpMs: 10_000 }),
      ...(index === 0 ? { condition: cable } : {}),
    });
  }
  return { version: 1, services, wanted: [`service${count - 1}`] };
}

const graph = ladder(SERVICES);
const now = (): number => performance.now();

const runs = Array.from({ length: TIMES }, () => {
  const start = now();
  let state = initialState(graph);
  const indexed = now();
  const begin = step(state, { kind: "begin", at: 0 });
  const begun = now();
  const up = settled(begin.state, { kind: "condition", key: conditionKey(cable), holds: true, at: 1 });
  const allUp = now();
  state = up.state;
  const pulled = step(state, { kind: "condition", key: conditionKey(cable), holds: false, at: 2 });
  const planned = now();
  const down = settled(state, { kind: "shutdown", how: "halt", at: 3 });
  const allDown = now();
  return {
    indexMs: indexed - start,
    beginMs: begun - indexed,
    bootMs: allUp - begun,
    events: up.events + down.events,
    cablePulledMs: planned - allUp,
    actions: pulled.actions.length,
    shutdownMs: allDown - planned,
  };
});

/** Does at once what is asked for, until nothing is. */
function settled(from: State, first: Event): { readonly state: State; readonly events: number } {
  let state = from;
  let events = 0;
  const due: Event[] = [first];
  for (let event = due.shift(); event !== undefined; event = due.shift()) {
    events++;
    const next = step(state, event);
    state = next.state;
    due.push(...next.actions.map(answer).filter((each) => each !== undefined));
  }
  return { state, events };
}

function answer(action: Action): Event | undefined {
  switch (action.kind) {
    case "start":
      return { kind: "started", service: action.service, at: 1 };
    case "stop":
      return { kind: "exited", service: action.service, status: { code: 0 }, at: 1 };
    case "run-up":
    case "run-down": {
      const direction = action.kind === "run-up" ? "up" : "down";
      return { kind: "oneshot-done", service: action.service, direction, status: { code: 0 }, at: 1 };
    }
    default:
      return undefined;
  }
}

const best = (of: keyof (typeof runs)[number]): number =>
  Math.round(Math.min(...runs.map((run) => run[of])) * 100) / 100;
const [first] = runs;
const results = {
  services: SERVICES,
  first: { beginMs: first?.beginMs, cablePulledMs: first?.cablePulledMs },
  indexMs: best("indexMs"),
  beginMs: best("beginMs"),
  cablePulledMs: best("cablePulledMs"),
  bootMs: best("bootMs"),
  shutdownMs: best("shutdownMs"),
  events: best("events"),
};
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
