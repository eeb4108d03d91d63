/** What a condition sees: the world as the host told it, and services as they are. */
import type { LeafCondition } from "../graph.ts";
import { conditionKey, holds } from "./condition.ts";
import type { ServiceState, State } from "./types.ts";

/** A state, or the working copy of one. */
export interface World {
  readonly state: Pick<State, "index" | "conditions">;
  readonly services: readonly ServiceState[];
}

/** Whether a service may run for all that its condition says; undefined while that is not known. */
export function conditionHolds(world: World, number: number): boolean | undefined {
  const condition = world.state.index.entries[number]?.condition;
  return condition === undefined || holds(condition, (leaf) => leafHolds(world, leaf));
}

/** Whether one leaf holds. */
export function leafHolds(world: World, leaf: LeafCondition): boolean | undefined {
  switch (leaf.kind) {
    case "healthy":
      return named(world, leaf.check)?.phase === "ready";
    case "output":
      return named(world, leaf.service)?.outputs.includes(leaf.output) ?? false;
    default:
      return world.state.conditions.get(conditionKey(leaf));
  }
}

function named(world: World, name: string): ServiceState | undefined {
  const number = world.state.index.numbers.get(name);
  return number === undefined ? undefined : world.services[number];
}
