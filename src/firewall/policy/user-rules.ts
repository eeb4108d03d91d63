/** Rules that somebody wrote, as those of a ruleset: for each family of addresses that they speak of. */
import type { AddressRange } from "../../config/address-range.ts";
import type { FieldName } from "../fields.ts";
import type { Rule, Statement } from "../ruleset.ts";
import { type Policy, ROUTER, type UserRule } from "./policy.ts";
import {
  accept,
  addressElements,
  counter,
  from,
  inSet,
  is,
  isOneOf,
  logged,
  portElements,
  refused,
  rule,
  to,
} from "./statements.ts";

export type Place = "input" | "forward" | "output";

/** Where packets meet the rule. */
export const placeOf = (one: UserRule): Place =>
  one.to === ROUTER ? "input" : one.from === ROUTER ? "output" : "forward";

/** The rules of one place, for each packet or for the first of a connection. */
export const userRules = (policy: Policy, place: Place, every: UserRule["every"]): readonly Rule[] =>
  policy.rules.flatMap((one, index) =>
    placeOf(one) === place && one.every === every ? rulesOf(policy, one, `firewall.rules[${index}]`) : [],
  );

function rulesOf(policy: Policy, one: UserRule, option: string): readonly Rule[] {
  const because = { comment: one.reason, option };
  return matchesOf(policy, one).flatMap((matches) => {
    const words = one.reason === "" ? `${one.from ?? "anywhere"} to ${one.to ?? "anywhere"}` : one.reason;
    const seen = one.log ? [rule({ option }, ...matches, ...logged(`${words}, ${one.action}`))] : [];
    const limit: readonly Statement[] =
      one.limit === undefined
        ? []
        : [
            {
              kind: "limit",
              rate: one.limit.count,
              unit: "packets",
              per: one.limit.per,
              burst: Math.max(5, Math.min(one.limit.count, 1000)),
              over: false,
            },
          ];
    const ends = one.action === "accept" ? [[counter, accept]] : refused(one.action);
    // TCP's own way of refusing is for rules that may meet TCP.
    const fitting =
      one.action === "reject" && one.proto !== "any"
        ? ends.filter((_, index) => (one.proto === "tcp" ? index === 0 : index === 1))
        : ends;
    return [...seen, ...fitting.map((end) => rule(because, ...matches, ...limit, ...end))];
  });
}

/** Whether no packet can be what it is about: its addresses have no family in common. */
export const isAboutNothing = (policy: Policy, one: UserRule): boolean => matchesOf(policy, one).length === 0;

const protocolOf = {
  any: [],
  tcp: ["tcp"],
  udp: ["udp"],
  icmp: ["icmp", "icmpv6"],
  esp: ["esp"],
  gre: ["gre"],
} as const;

/** What it is about, once where the family does not matter. */
function matchesOf(policy: Policy, one: UserRule): readonly (readonly Statement[])[] {
  const zones = [
    ...(one.from === undefined || one.from === ROUTER ? [] : [from(one.from)]),
    ...(one.to === undefined || one.to === ROUTER ? [] : [to(one.to)]),
  ];
  const transport = [
    ...(one.ports.length + one.sourcePorts.length > 0 ? [] : isOneOf("meta l4proto", protocolOf[one.proto])),
    ...ofPorts(one, "sport", one.sourcePorts),
    ...ofPorts(one, "dport", one.ports),
  ];
  return familiesOf(policy, one).flatMap((family) => {
    const addresses = family === undefined ? [] : addressesOf(one, family);
    return addresses === undefined ? [] : [[...zones, ...addresses, ...transport]];
  });
}

const ofPorts = (one: UserRule, side: "sport" | "dport", ports: UserRule["ports"]): readonly Statement[] =>
  one.proto === "tcp" || one.proto === "udp" ? isOneOf(`${one.proto} ${side}`, portElements(ports)) : [];

/** undefined: it does not matter. */
function familiesOf(policy: Policy, one: UserRule): readonly (4 | 6 | undefined)[] {
  const named = [
    ...one.sources,
    ...one.destinations,
    ...setOf(policy, one.sourceSet),
    ...setOf(policy, one.destinationSet),
  ];
  const hasAddresses = named.length > 0 || one.sourceSet !== undefined || one.destinationSet !== undefined;
  if (!hasAddresses && one.family === "both") return [undefined];
  return ([4, 6] as const).filter(
    (family) => one.family === "both" || one.family === (family === 4 ? "ipv4" : "ipv6"),
  );
}

const setOf = (policy: Policy, name: string | undefined): readonly AddressRange[] =>
  name === undefined ? [] : (policy.sets[name]?.addresses ?? []);

/** Of one family; undefined if the rule speaks of addresses and none of them is of it. */
function addressesOf(one: UserRule, family: 4 | 6): readonly Statement[] | undefined {
  const ip = family === 4 ? "ip" : "ip6";
  const sides = [
    { field: `${ip} saddr`, ranges: one.sources, set: one.sourceSet },
    { field: `${ip} daddr`, ranges: one.destinations, set: one.destinationSet },
  ] as const satisfies readonly { field: FieldName; ranges: unknown; set: unknown }[];
  const statements: Statement[] = [];
  for (const { field, ranges, set } of sides) {
    const elements = addressElements(ranges, family);
    if (ranges.length > 0 && elements.length === 0) return undefined;
    statements.push(...isOneOf(field, elements));
    if (set !== undefined) statements.push(inSet(field, addressSetName(set, family)));
  }
  return statements.length > 0 ? statements : [is("meta nfproto", family === 4 ? "ipv4" : "ipv6")];
}

export const addressSetName = (set: string, family: 4 | 6): string => `set-${set}-v${family}`;
