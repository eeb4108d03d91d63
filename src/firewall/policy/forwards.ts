/** Ports that lead to machines behind the router. */
import { parseAddressRange } from "../../config/address-range.ts";
import type { Chain, Rule } from "../ruleset.ts";
import { type Forward, insideZones, type Policy, reachedFrom, zonesThat } from "./policy.ts";
import { counter, from, hasSome, is, isNot, isOneOf, portElements, rule, to } from "./statements.ts";

export const protocolsOf = ({ proto }: Forward): readonly ("tcp" | "udp")[] =>
  proto === "both" ? ["tcp", "udp"] : [proto];

export const destinationAddress = ({ to: { address } }: Forward): bigint =>
  parseAddressRange(address)?.first ?? 0n;

/** Where packets are sent on. */
export function destinationNat(policy: Policy): Chain {
  const rules = policy.forwards.flatMap((one, index): readonly Rule[] => {
    if (one.to.family === 6) return [];
    const outer = reachedFrom(policy, one);
    const inner = one.hairpin ? insideZones(policy).filter((zone) => !outer.includes(zone)) : [];
    const words = one.reason === "" ? `forward to ${one.to.address}` : one.reason;
    const because = { comment: words, option: `firewall.forwards[${index}]` };
    const target = {
      kind: "dnat",
      family: "ipv4",
      address: destinationAddress(one),
      ...(one.to.port === undefined ? {} : { port: one.to.port }),
    } as const;
    return protocolsOf(one).flatMap((proto) => {
      const ports = isOneOf(`${proto} dport`, portElements([one.port]));
      return [
        ...outer.map((zone) =>
          rule(because, from(zone), is("fib daddr type", "local"), ...ports, counter, target),
        ),
        // From inside, at an address of the router that is not the one they know it by.
        ...inner.map((zone) =>
          rule(
            { ...because, comment: `${words}, from ${zone}` },
            from(zone),
            is("fib daddr type", "local"),
            isNot("fib daddr . iif type", "local"),
            ...ports,
            counter,
            target,
          ),
        ),
      ];
    });
  });
  return {
    name: "destination-nat",
    // NF_IP_PRI_NAT_DST of linux/netfilter_ipv4.h
    base: { type: "nat", hook: "prerouting", priority: -100, policy: "accept" },
    rules,
  };
}

/** Whose address packets leave with. */
export function sourceNat(policy: Policy): Chain {
  const hairpins = policy.forwards.some(({ hairpin, to: { family } }) => hairpin && family === 4);
  return {
    name: "source-nat",
    // NF_IP_PRI_NAT_SRC
    base: { type: "nat", hook: "postrouting", priority: 100, policy: "accept" },
    rules: [
      ...zonesThat(policy, ({ masquerade }) => masquerade).map((name) =>
        rule(
          { comment: `to ${name} with the router's address`, option: `firewall.zones.${name}.masquerade` },
          to(name),
          is("meta nfproto", "ipv4"),
          counter,
          { kind: "masquerade" },
        ),
      ),
      // Whoever was sent on to a neighbour must get the answer from the router, which he asked.
      ...(hairpins
        ? insideZones(policy).map((name) =>
            rule(
              { comment: `${name}: forwards to neighbours` },
              from(name),
              to(name),
              is("meta nfproto", "ipv4"),
              hasSome("ct status", "dnat"),
              counter,
              { kind: "masquerade" },
            ),
          )
        : []),
    ],
  };
}
