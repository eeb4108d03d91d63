import type { Condition } from "../../../runtime/lib/graph.ts";
import type { Complain, NameOf } from "./compile-service.ts";
import { knownInterface, type When } from "./condition.ts";
import { isOutputRef } from "./output.ts";

/** A condition in the graph's words. */
export function conditionOf(when: When, nameOf: NameOf, complain: Complain): Condition {
  switch (when.kind) {
    case "link": {
      const { interface: whole, state } = when;
      const of = knownInterface(whole) ?? whole;
      if (isOutputRef(of)) {
        complain(`its condition is on the link of '${nameOf(of.service)}', whose name only the router knows`);
        return { kind: "output", service: nameOf(of.service), output: of.name };
      }
      return { kind: "link", interface: typeof of === "string" ? of : of.name, state };
    }
    case "healthy":
      return { kind: "healthy", check: nameOf(when.check) };
    case "output":
      return { kind: "output", service: nameOf(when.ref.service), output: when.ref.name };
    case "all":
    case "any":
      return { kind: when.kind, of: when.of.map((one) => conditionOf(one, nameOf, complain)) };
    case "not":
      return { kind: "not", of: conditionOf(when.of, nameOf, complain) };
    default:
      return when;
  }
}
