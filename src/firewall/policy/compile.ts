/** From words to rules. */
import { knownInterface } from "../../system/services/condition.ts";
import type { Chain, NamedSet, Ruleset } from "../ruleset.ts";
import { arrival } from "./arrival.ts";
import { bogons } from "./bogons.ts";
import { flowtable, forward } from "./forward.ts";
import { destinationNat, sourceNat } from "./forwards.ts";
import { input } from "./input.ts";
import type { Policy } from "./policy.ts";
import { addressElements, zoneSet } from "./statements.ts";
import { addressSetName, userRules } from "./user-rules.ts";

/** The one table that a router has. */
export const tableName = "firewall";

/** The ruleset of a policy. Interfaces that are known on the router only are put into their sets there. */
export function compilePolicy(policy: Policy): Ruleset {
  const chains = [
    arrival(policy),
    ...input(policy),
    ...forward(policy),
    ...output(policy),
    destinationNat(policy),
    sourceNat(policy),
  ];
  return Object.freeze({
    kind: "ruleset",
    tables: [
      {
        name: tableName,
        sets: [...zoneSets(policy), ...addressSets(policy)],
        maps: [],
        flowtables: policy.flowOffload ? [{ name: flowtable, devices: [] }] : [],
        chains: chains.filter(({ rules }) => rules.length > 0),
      },
    ],
  });
}

/** The router may say what it likes, but for what somebody forbids. */
const output = (policy: Policy): readonly Chain[] => [
  {
    name: "output",
    base: { type: "filter", hook: "output", priority: 0, policy: "accept" },
    rules: [...userRules(policy, "output", "packet"), ...userRules(policy, "output", "connection")],
  },
];

const zoneSets = (policy: Policy): readonly NamedSet[] =>
  Object.entries(policy.zones).map(([name, { interfaces }]) => ({
    name: zoneSet(name),
    type: "interface",
    interval: false,
    elements: [...new Set(interfaces.flatMap((one) => knownInterface(one) ?? []))],
  }));

const addressSets = (policy: Policy): readonly NamedSet[] =>
  ([4, 6] as const).flatMap((family) => {
    const type = family === 4 ? "ipv4" : "ipv6";
    const outside = Object.values(policy.zones).some((zone) => zone.outside);
    return [
      ...(outside
        ? [{ name: `bogons-v${family}`, type, interval: true, elements: bogons(policy, family) } as const]
        : []),
      ...Object.entries(policy.sets).map(
        ([name, { addresses }]) =>
          ({
            name: addressSetName(name, family),
            type,
            interval: true,
            elements: addressElements(addresses, family),
          }) as const,
      ),
    ];
  });
