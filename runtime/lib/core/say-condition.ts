/** What a condition that does not hold waits for, in words for someone who stands before the router. */
import type { Condition, LeafCondition } from "../graph.ts";
import { holds } from "./condition.ts";

type Leaf = (leaf: LeafCondition) => boolean | undefined;

/** "a cable in eth0", "the clock to be set and a device to be plugged in (usb)": to follow "waits for". */
export function sayMissing(condition: Condition, leaf: Leaf): string {
  return missing(condition, true, leaf).join(" and ");
}

/** All the things that are missing for a condition to become `wanted`. */
function missing(condition: Condition, wanted: boolean, leaf: Leaf): readonly string[] {
  if (holds(condition, leaf) === wanted) return [];
  switch (condition.kind) {
    case "not":
      return missing(condition.of, !wanted, leaf);
    case "all":
    case "any": {
      const each = condition.of.map((one) => missing(one, wanted, leaf));
      // "Not all" is "any not", and the other way round.
      if ((condition.kind === "all") === wanted) return [...new Set(each.flat())];
      if (each.length === 0) return ["something that never happens"];
      return [each.map((one) => one.join(" and ")).join(", or for ")];
    }
    default:
      return [wanted ? sayPresence(condition) : sayAbsence(condition)];
  }
}

function sayPresence(leaf: LeafCondition): string {
  switch (leaf.kind) {
    case "link":
      if (leaf.state === "carrier") return `a cable in ${leaf.interface}`;
      return leaf.state === "up"
        ? `${leaf.interface} to be switched on`
        : `the interface ${leaf.interface} to appear`;
    case "hotplug":
      return `a device to be plugged in (${sayDevice(leaf)})`;
    case "clock":
      return "the clock to be set";
    case "healthy":
      return `${leaf.check} to be ready`;
    case "output":
      return `${leaf.service} to find out its ${leaf.output}`;
  }
}

function sayAbsence(leaf: LeafCondition): string {
  switch (leaf.kind) {
    case "link":
      if (leaf.state === "carrier") return `the cable of ${leaf.interface} to be out`;
      return leaf.state === "up"
        ? `${leaf.interface} to be switched off`
        : `the interface ${leaf.interface} to be gone`;
    case "hotplug":
      return `a device to be unplugged (${sayDevice(leaf)})`;
    case "clock":
      return "the clock to be wrong";
    case "healthy":
      return `${leaf.check} to fail`;
    case "output":
      return `${leaf.service} to lose its ${leaf.output}`;
  }
}

function sayDevice(leaf: Extract<LeafCondition, { kind: "hotplug" }>): string {
  const attributes = Object.entries(leaf.attributes).map(([name, value]) => `${name} ${value}`);
  return [leaf.subsystem, ...attributes].join(", ");
}
