/** What should be so, worked out the simple and slow way: the simulation compares the core with it. */
import type { Condition, Graph, LeafCondition, ServiceEntry } from "../../graph.ts";
import { holds, servicesNamedBy } from "../condition.ts";

type Leaf = (leaf: LeafCondition) => boolean | undefined;

/** All that is wanted, as far as is known. */
export function wantedOnes(
  graph: Graph,
  wishes: ReadonlyMap<string, boolean>,
  leaf: Leaf,
): ReadonlySet<string> {
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    if (wanted.has(name) || wishes.get(name) === false) return;
    wanted.add(name);
    const entry = graph.services[name] as ServiceEntry;
    entry.dependencies.forEach(visit);
    servicesNamedBy(entry.condition).forEach(visit);
    if (entry.logTo !== undefined) visit(entry.logTo);
    if (isMet(entry.condition, leaf)) entry.contents.forEach(visit);
  };
  graph.wanted.forEach(visit);
  wishes.forEach((up, name) => {
    if (up) visit(name);
  });
  return wanted;
}

/** What should be "ready", or at least "up", once all has come to rest; what is not named should be down. */
export function expectedUp(world: {
  readonly graph: Graph;
  readonly wanted: ReadonlySet<string>;
  readonly leaf: Leaf;
  readonly isReady: (name: string) => boolean;
  readonly gaveUp: (name: string) => boolean;
}): ReadonlyMap<string, "up" | "ready"> {
  const result = new Map<string, "up" | "ready">();
  const visit = (name: string): void => {
    if (result.has(name) || !world.wanted.has(name) || world.gaveUp(name)) return;
    const { condition, dependencies, contents } = world.graph.services[name] as ServiceEntry;
    if (!isMet(condition, world.leaf)) return;
    const needs = [...dependencies, ...contents];
    needs.forEach(visit);
    if (needs.every((need) => result.get(need) === "ready"))
      result.set(name, world.isReady(name) ? "ready" : "up");
  };
  world.wanted.forEach(visit);
  return result;
}

function isMet(condition: Condition | undefined, leaf: Leaf): boolean {
  return condition === undefined || holds(condition, leaf) === true;
}
