import { unreachable } from "../../error.ts";
import type { CompiledService } from "../../system/services/index.ts";

type Condition = NonNullable<CompiledService["condition"]>;

/** A condition as what a service waits for: "a cable in eth0". */
export function showCondition(condition: Condition): string {
  switch (condition.kind) {
    case "link":
      return link[condition.state](condition.interface);
    case "hotplug": {
      const words = Object.entries(condition.attributes).map(([name, value]) => `${name}=${value}`);
      return `a ${condition.subsystem} device${words.length === 0 ? "" : ` with ${words.join(", ")}`}`;
    }
    case "clock":
      return "the time of day";
    case "secret":
      return `the secret '${condition.name}'`;
    case "healthy":
      return `${condition.check} being healthy`;
    case "output":
      return `${condition.service}'s ${condition.output}`;
    case "all":
      return condition.of.map(inner).join(" and ");
    case "any":
      return condition.of.map(inner).join(" or ");
    case "not":
      return `no ${inner(condition.of).replace(/^a /, "")}`;
    default:
      return unreachable(condition);
  }
}

const link = {
  present: (name: string) => `${name} to exist`,
  up: (name: string) => `${name} being up`,
  carrier: (name: string) => `a cable in ${name}`,
};

const inner = (condition: Condition): string =>
  (condition.kind === "all" || condition.kind === "any") && condition.of.length > 1
    ? `(${showCondition(condition)})`
    : showCondition(condition);
