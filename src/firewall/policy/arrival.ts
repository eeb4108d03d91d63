/** What is looked at first, before the kernel knows of a connection: senders that cannot be, and too much ICMP. */
import type { Chain, Rule } from "../ruleset.ts";
import { outsideZones, type Policy, zonesThat } from "./policy.ts";
import { accept, counter, drop, from, inSet, is, isOneOf, logged, rule } from "./statements.ts";

/** Neighbours find each other by these (RFC 4861), which nothing may hold up (RFC 4890, section 4.4.1). */
export const neighbourDiscovery = [
  "nd-router-solicit",
  "nd-router-advert",
  "nd-neighbor-solicit",
  "nd-neighbor-advert",
] as const;

export const arrival = (policy: Policy): Chain => ({
  name: "arrival",
  // NF_IP_PRI_RAW of linux/netfilter_ipv4.h; fragments have been put together before (NF_IP_PRI_CONNTRACK_DEFRAG).
  base: { type: "filter", hook: "prerouting", priority: -300, policy: "accept" },
  rules: [
    rule({}, is("iifname", "lo"), accept),
    ...spoofed(policy),
    ...senders(policy),
    rule({}, ...isOneOf("icmpv6 type", [...neighbourDiscovery]), accept),
    ...floods(policy),
  ],
});

/** RFC 3704, RFC 2827: who could not be answered where he came from is somebody else. */
const spoofed = (policy: Policy): readonly Rule[] =>
  Object.entries(policy.zones).flatMap(([name, { reversePath, log }]) => {
    if (reversePath === "off") return [];
    const missing = is(reversePath === "strict" ? "fib saddr . iif oif" : "fib saddr oif", "missing");
    const option = `firewall.zones.${name}.reversePath`;
    return [
      ...(log ? [rule({ option }, from(name), missing, ...logged(`${name}, forged sender`))] : []),
      rule({ comment: `${name}: senders that are not there`, option }, from(name), missing, counter, drop),
    ];
  });

const senders = (policy: Policy): readonly Rule[] =>
  outsideZones(policy).flatMap((name) => {
    const because = {
      comment: `${name}: senders that nobody is`,
      option: `firewall.zones.${name}`,
    };
    return [
      rule(because, from(name), inSet("ip saddr", "bogons-v4"), counter, drop),
      rule(because, from(name), inSet("ip6 saddr", "bogons-v6"), counter, drop),
    ];
  });

/** A twentieth of the link, in bytes. At least so much that a few large packets fit. */
const floods = (policy: Policy): readonly Rule[] =>
  zonesThat(policy, () => true).map((name) => {
    const bandwidth = policy.zones[name]?.bandwidth ?? 0;
    const rate = Math.max(4000, Math.floor(bandwidth / 20 / 8));
    return rule(
      {
        comment: `${name}: more ICMP than ${rate} bytes a second, a twentieth of the link`,
        option: `firewall.zones.${name}.bandwidth`,
      },
      from(name),
      ...isOneOf("meta l4proto", ["icmp", "icmpv6"]),
      { kind: "limit", rate, unit: "bytes", per: "second", burst: Math.max(8000, rate), over: true },
      counter,
      drop,
    );
  });
