/** Conditions: what is in them, and whether they hold, as far as that is known. */
import type { Condition, LeafCondition } from "../graph.ts";

/** The name under which the host tells whether a condition holds: equal conditions have equal keys. */
export function conditionKey(condition: LeafCondition): string {
  switch (condition.kind) {
    case "link":
      return JSON.stringify(["link", condition.interface, condition.state]);
    case "hotplug":
      return JSON.stringify(["hotplug", condition.subsystem, Object.entries(condition.attributes).sort()]);
    case "clock":
      return JSON.stringify(["clock"]);
    case "secret":
      return JSON.stringify(["secret", condition.name]);
    case "healthy":
      return JSON.stringify(["healthy", condition.check]);
    case "output":
      return JSON.stringify(["output", condition.service, condition.output]);
  }
}

/** All that a condition is made of. */
export function leaves(condition: Condition): readonly LeafCondition[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(leaves);
    case "not":
      return leaves(condition.of);
    default:
      return [condition];
  }
}

/** The services that a condition is about. */
export function servicesNamedBy(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  return leaves(condition).flatMap((leaf) => {
    if (leaf.kind === "healthy") return [leaf.check];
    return leaf.kind === "output" ? [leaf.service] : [];
  });
}

/** Whether a condition holds, given what is known of its leaves; undefined where that decides and is not known. */
export function holds(
  condition: Condition,
  leaf: (leaf: LeafCondition) => boolean | undefined,
): boolean | undefined {
  switch (condition.kind) {
    case "all":
      return every(condition.of, true, leaf);
    case "any":
      return every(condition.of, false, leaf);
    case "not": {
      const inner = holds(condition.of, leaf);
      return inner === undefined ? undefined : !inner;
    }
    default:
      return leaf(condition);
  }
}

/** `value` if all are so, its opposite as soon as one is, undefined if one that is not known could be. */
function every(
  conditions: readonly Condition[],
  value: boolean,
  leaf: (leaf: LeafCondition) => boolean | undefined,
): boolean | undefined {
  let result: boolean | undefined = value;
  for (const condition of conditions) {
    const inner = holds(condition, leaf);
    if (inner === !value) return !value;
    if (inner === undefined) result = undefined;
  }
  return result;
}
