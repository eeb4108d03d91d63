/** What is simulated: a graph, how well its services are, and what becomes of the world meanwhile. */
import type { Graph, OutsideCondition } from "../../graph.ts";
import type { ShutdownKind, State } from "../types.ts";

export interface Scenario {
  readonly graph: Graph;
  /** How services that are not quite well behave; the others are well. */
  readonly habits: Readonly<Record<string, Habit>>;
  readonly happenings: readonly Happening[];
  readonly seed: number;
}

export interface Habit {
  /** So many starts fail in one way or another before one succeeds. */
  readonly failingStarts: number;
  /** Whether only KILL ends it. Believed of services that are killed after a while. */
  readonly ignoresTerm: boolean;
  /** Whether it runs and never says that it is ready. Believed of services that may take as long as they like. */
  readonly neverReady: boolean;
}

export type Happening = { readonly at: number } & (
  | { readonly kind: "want"; readonly service: string; readonly wanted: boolean }
  | { readonly kind: "restart"; readonly service: string }
  | { readonly kind: "condition"; readonly condition: OutsideCondition; readonly holds: boolean }
  | { readonly kind: "crash"; readonly service: string }
  | { readonly kind: "outputs"; readonly service: string; readonly removed: boolean }
  /** Another value, of one that is there. */
  | { readonly kind: "secret"; readonly name: string }
  /** `limd` dies and another takes over. */
  | { readonly kind: "takeover" }
  | { readonly kind: "shutdown"; readonly how: ShutdownKind; readonly withinMs?: number }
);

export interface Outcome {
  /** Rules that were broken, each with when. Empty is good. */
  readonly problems: readonly string[];
  /** Every event and action, one a line. */
  readonly trace: readonly string[];
  readonly state: State;
  /** How often each service was started. */
  readonly starts: ReadonlyMap<string, number>;
}
