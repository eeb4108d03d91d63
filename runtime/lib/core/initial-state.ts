/** What `limd` knows before it has looked: nothing runs, nothing is known of the world. */
import type { Graph, ServiceEntry } from "../graph.ts";
import { indexGraph } from "./graph-index.ts";
import type { ServiceState, State } from "./types.ts";

/** The state to fold events into, beginning with `adopt` and `begin`. */
export function initialState(graph: Graph): State {
  const index = indexGraph(graph);
  return {
    graph,
    index,
    services: index.entries.map(asleep),
    wishes: new Map(),
    conditions: new Map(),
    begun: false,
    shutdown: undefined,
    timersSet: 0,
  };
}

/** One service by name; undefined if the image has none of that name. */
export function stateOf(state: State, name: string): ServiceState | undefined {
  const number = state.index.numbers.get(name);
  return number === undefined ? undefined : state.services[number];
}

function asleep(entry: ServiceEntry): ServiceState {
  return {
    phase: "down",
    since: 0,
    wanted: "no",
    leaving: false,
    restarting: false,
    lasts: false,
    failures: 0,
    failure: undefined,
    failing: false,
    retryAt: undefined,
    deadline: undefined,
    timer: undefined,
    script: undefined,
    killed: false,
    outputs: [],
    outputsLeft: entry.outputs.length > 0,
  };
}
