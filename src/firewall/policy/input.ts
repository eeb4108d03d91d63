/** What comes to the router itself. */
import type { Chain, Rule } from "../ruleset.ts";
import { neighbourDiscovery } from "./arrival.ts";
import { linkLocal } from "./bogons.ts";
import { standing } from "./connections.ts";
import type { Policy, Zone } from "./policy.ts";
import {
  accept,
  counter,
  drop,
  from,
  goto,
  is,
  isOneOf,
  logged,
  refused,
  refusing,
  rule,
} from "./statements.ts";
import { userRules } from "./user-rules.ts";

export const input = (policy: Policy): readonly Chain[] => [
  {
    name: "input",
    base: refusing("input"),
    rules: [
      rule({}, is("iifname", "lo"), accept),
      ...userRules(policy, "input", "packet"),
      ...standing,
      ...userRules(policy, "input", "connection"),
      ...icmp,
      ...Object.keys(policy.zones).map((name) => rule({}, from(name), goto(inputOf(name)))),
      rule({}, ...logged("no zone to router")),
      rule({ comment: "from interfaces that are in no zone" }, counter, drop),
    ],
  },
  ...Object.entries(policy.zones).map(([name, zone]) => inputFrom(policy, name, zone)),
];

const inputOf = (zone: string): string => `input-${zone}`;

/** RFC 4890, section 4.4, and the same care for IPv4. How much of it may come was asked when it arrived. */
const icmp: readonly Rule[] = [
  rule(
    { comment: "neighbours, and who listens to what (RFC 4890)" },
    ...isOneOf("icmpv6 type", [
      ...neighbourDiscovery,
      "mld-listener-query",
      "mld-listener-report",
      "mld-listener-done",
      "mld2-listener-report",
    ]),
    accept,
  ),
  rule(
    { comment: "what went wrong, and are you there (RFC 4890)" },
    ...isOneOf("icmpv6 type", [
      "destination-unreachable",
      "packet-too-big",
      "time-exceeded",
      "parameter-problem",
      "echo-request",
    ]),
    counter,
    accept,
  ),
  rule(
    { comment: "what went wrong, and are you there" },
    ...isOneOf("icmp type", [
      "destination-unreachable",
      "time-exceeded",
      "parameter-problem",
      "echo-request",
    ]),
    counter,
    accept,
  ),
];

function inputFrom(policy: Policy, name: string, zone: Zone): Chain {
  const services = Object.entries(policy.services).filter(([, { zones }]) => zones.includes(name));
  const option = `firewall.zones.${name}`;
  return {
    name: inputOf(name),
    rules: [
      ...services.flatMap(([service, { tcp, udp, reason }]) => {
        const because = {
          comment: reason === "" ? `${name} may use ${service}` : `${service}: ${reason}`,
          option: `firewall.services.${service}`,
        };
        return [
          ...(tcp.length === 0 ? [] : [rule(because, ...isOneOf("tcp dport", sorted(tcp)), counter, accept)]),
          ...(udp.length === 0 ? [] : [rule(because, ...isOneOf("udp dport", sorted(udp)), counter, accept)]),
        ];
      }),
      ...(zone.outside ? leases(name) : []),
      rule({}, ...isOneOf("fib daddr type", ["broadcast", "multicast", "anycast"]), drop),
      ...(zone.log ? [rule({ option }, ...logged(`${name} to router`))] : []),
      ...refused(zone.denied).map((end) =>
        rule({ comment: `${name} to router: nothing allows it`, option }, ...end),
      ),
    ],
  };
}

const sorted = (ports: readonly number[]): readonly number[] => [...new Set(ports)].sort((a, b) => a - b);

/** Answers to the router's own questions for addresses, which came to everybody or from an address nobody asked. */
const leases = (zone: string): readonly Rule[] => [
  rule(
    { comment: `${zone} may answer DHCP`, option: `firewall.zones.${zone}` },
    is("udp sport", 67),
    is("udp dport", 68),
    counter,
    accept,
  ),
  rule(
    { comment: `${zone} may answer DHCPv6 (RFC 8415)`, option: `firewall.zones.${zone}` },
    ...isOneOf("ip6 saddr", [linkLocal]),
    is("udp dport", 546),
    counter,
    accept,
  ),
];
