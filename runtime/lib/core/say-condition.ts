/** What a condition that does not hold waits for, in words for someone who stands before the router. */
import type { Condition, LeafCondition } from "../graph.ts";
import { holds, servicesNamedBy } from "./condition.ts";

type Leaf = (leaf: LeafCondition) => boolean | undefined;

/** "a cable in eth0", "the clock to be set, and for a device to be plugged in (usb)": to follow "waits for". */
export function sayMissing(condition: Condition, leaf: Leaf): string {
  return missing(condition, true, leaf).words.join(", and for ");
}

/** The services that are to become ready, or to write an output, for a condition to hold. */
export function missingServices(condition: Condition, leaf: Leaf): readonly string[] {
  return missing(condition, true, leaf).services;
}

interface Missing {
  /** Each is missing by itself. */
  readonly words: readonly string[];
  readonly services: readonly string[];
}

/** What is missing for a condition to become `wanted`. */
function missing(condition: Condition, wanted: boolean, leaf: Leaf): Missing {
  if (holds(condition, leaf) === wanted) return { words: [], services: [] };
  switch (condition.kind) {
    case "not":
      return missing(condition.of, !wanted, leaf);
    case "all":
    case "any": {
      const parts = condition.of.map((part) => missing(part, wanted, leaf));
      const services = parts.flatMap((part) => part.services);
      // "Not all" is "any not", and the other way round.
      if ((condition.kind === "all") === wanted)
        return { words: distinct(parts.flatMap((part) => part.words)), services };
      const ways = distinct(parts.map((part) => part.words.join(" and ")));
      return { words: [ways.length === 0 ? "something that never happens" : ways.join(" or ")], services };
    }
    default:
      return {
        words: [wanted ? sayPresence(condition) : sayAbsence(condition)],
        services: wanted ? servicesNamedBy(condition) : [],
      };
  }
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];

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
    case "secret":
      return `the secret '${leaf.name}', which nobody has given this router`;
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
    case "secret":
      return `the secret '${leaf.name}' to be taken away`;
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
