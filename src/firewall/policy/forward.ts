/** What goes through the router. */
import type { Chain, Rule } from "../ruleset.ts";
import { multicast6, uniqueLocal } from "./bogons.ts";
import { standing } from "./connections.ts";
import { destinationAddress, protocolsOf } from "./forwards.ts";
import { insideZones, outsideZones, type Policy, reachedFrom, type Zone, zonesThat } from "./policy.ts";
import {
  accept,
  counter,
  drop,
  from,
  goto,
  hasSome,
  inSet,
  is,
  isOneOf,
  isSyn,
  logged,
  portElements,
  refused,
  refusing,
  rule,
  to,
} from "./statements.ts";
import { userRules } from "./user-rules.ts";

export const flowtable = "fast";

export const forward = (policy: Policy): readonly Chain[] => [
  {
    name: "forward",
    base: refusing("forward"),
    rules: [
      ...userRules(policy, "forward", "packet"),
      ...segments(policy),
      ...offload(policy),
      ...standing,
      ...border(policy),
      ...userRules(policy, "forward", "connection"),
      ...pinholes(policy),
      ...fromOutside(policy),
      ...Object.keys(policy.zones).map((name) => rule({}, from(name), goto(forwardOf(name)))),
      rule({}, ...logged("no zone to anywhere")),
      rule({ comment: "from interfaces that are in no zone" }, counter, drop),
    ],
  },
  ...Object.entries(policy.zones).map(([name, zone]) => forwardFrom(policy, name, zone)),
];

const forwardOf = (zone: string): string => `forward-${zone}`;

/** Both ways: either end is told what fits. */
const segments = (policy: Policy): readonly Rule[] =>
  zonesThat(policy, ({ clampMss }) => clampMss).flatMap((name) =>
    [to(name), from(name)].map((direction) =>
      rule(
        { comment: `TCP through ${name}: what fits`, option: `firewall.zones.${name}` },
        direction,
        isSyn,
        { kind: "clamp mss" },
      ),
    ),
  );

const offload = ({ flowOffload }: Policy): readonly Rule[] =>
  flowOffload
    ? [
        rule(
          { comment: "connections that stand", option: "firewall.flowOffload" },
          hasSome("ct state", "established"),
          ...isOneOf("meta l4proto", ["tcp", "udp"]),
          { kind: "offload", flowtable },
        ),
      ]
    : [];

/** RFC 6092, section 3.1: what no packet on the internet is addressed to. */
const border = (policy: Policy): readonly Rule[] =>
  outsideZones(policy).flatMap((name) => {
    const option = `firewall.zones.${name}`;
    return [
      rule(
        { comment: `to ${name}: where nobody is`, option },
        to(name),
        inSet("ip daddr", "bogons-v4"),
        counter,
        drop,
      ),
      rule(
        { comment: `to ${name}: where nobody is`, option },
        to(name),
        inSet("ip6 daddr", "bogons-v6"),
        counter,
        drop,
      ),
      rule(
        { comment: `to ${name}: addresses of one house (RFC 4193)`, option },
        to(name),
        ...isOneOf("ip6 daddr", [uniqueLocal]),
        counter,
        drop,
      ),
      rule(
        { comment: `from ${name}: addresses of one house (RFC 4193)`, option },
        from(name),
        ...isOneOf("ip6 saddr", [uniqueLocal]),
        counter,
        drop,
      ),
      rule(
        { comment: `from ${name}: to many at once (RFC 6092)`, option },
        from(name),
        ...isOneOf("ip6 daddr", [multicast6]),
        counter,
        drop,
      ),
    ];
  });

/** What forwards have sent on; and those of IPv6, which change nothing but let through. */
function pinholes(policy: Policy): readonly Rule[] {
  const sentOn = policy.forwards.some(({ to: { family } }) => family === 4)
    ? [rule({ comment: "sent on by a forward" }, hasSome("ct status", "dnat"), counter, accept)]
    : [];
  const opened = policy.forwards.flatMap((one, index) =>
    one.to.family === 4
      ? []
      : reachedFrom(policy, one).flatMap((zone) =>
          protocolsOf(one).map((proto) =>
            rule(
              { comment: one.reason, option: `firewall.forwards[${index}]` },
              from(zone),
              is("ip6 daddr", destinationAddress(one)),
              ...isOneOf(`${proto} dport`, portElements([one.port])),
              counter,
              accept,
            ),
          ),
        ),
  );
  return [...sentOn, ...opened];
}

/** RFC 4890, section 4.3.1; RFC 6092, section 3.2.4. */
function fromOutside(policy: Policy): readonly Rule[] {
  const inside = insideZones(policy);
  if (inside.length === 0) return [];
  return outsideZones(policy).flatMap((name) => {
    const option = "firewall.inboundIpsec";
    return [
      rule(
        { comment: `${name}: are you there (RFC 4890)`, option: `firewall.zones.${name}` },
        from(name),
        is("icmpv6 type", "echo-request"),
        counter,
        accept,
      ),
      ...(policy.inboundIpsec
        ? [
            rule(
              { comment: `${name}: IPsec (RFC 6092)`, option },
              from(name),
              is("meta nfproto", "ipv6"),
              ...isOneOf("meta l4proto", ["esp", "ah"]),
              counter,
              accept,
            ),
            rule(
              { comment: `${name}: keys for IPsec (RFC 6092)`, option },
              from(name),
              is("meta nfproto", "ipv6"),
              is("udp dport", 500),
              counter,
              accept,
            ),
          ]
        : []),
    ];
  });
}

function forwardFrom(policy: Policy, name: string, zone: Zone): Chain {
  const allowed = policy.allow.flatMap((flow, index) => (flow.from === name ? [{ ...flow, index }] : []));
  const open = new Set(allowed.map((flow) => flow.to));
  const option = `firewall.zones.${name}`;
  return {
    name: forwardOf(name),
    rules: [
      ...allowed.map((flow) =>
        rule(
          {
            comment: flow.reason === "" ? `${name} may reach ${flow.to}` : flow.reason,
            option: `firewall.allow[${flow.index}]`,
          },
          to(flow.to),
          counter,
          accept,
        ),
      ),
      ...(zone.log
        ? Object.keys(policy.zones)
            .filter((other) => !open.has(other))
            .map((other) => rule({ option }, to(other), ...logged(`${name} to ${other}`)))
        : []),
      ...refused(zone.denied).map((end) =>
        rule({ comment: `${name} to others: nothing allows it`, option }, ...end),
      ),
    ],
  };
}
