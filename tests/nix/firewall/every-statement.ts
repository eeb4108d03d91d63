/** A ruleset in which everything stands that a ruleset can say. */
import type { Rule, Ruleset, Statement } from "../../../src/firewall/ruleset.ts";

const net4 = { first: 0x0a00_0000n, last: 0x0aff_ffffn };
const range4 = { first: 0xc0a8_0105n, last: 0xc0a8_0109n };
const one4 = 0xc000_0205n;
const net6 = { first: 0xfe80n << 112n, last: (0xfec0n << 112n) - 1n };
const one6 = (0x2001_0db8n << 96n) | 1n;

const rule = (...statements: readonly Statement[]): Rule => ({ statements });
const accept: Statement = { kind: "verdict", verdict: "accept" };
const drop: Statement = { kind: "verdict", verdict: "drop" };

const matches: readonly Rule[] = [
  rule({ kind: "match", field: "iifname", to: { kind: "value", value: "lo" } }, accept),
  rule({ kind: "match", field: "iifname", to: { kind: "named set", name: "zone_lan" } }, accept),
  rule({ kind: "match", field: "iifname", not: true, to: { kind: "named set", name: "zone_lan" } }, drop),
  rule({ kind: "match", field: "iifname", to: { kind: "set", elements: ["ppp0", "eth0.7"] } }, accept),
  rule({ kind: "match", field: "meta nfproto", to: { kind: "value", value: "ipv6" } }, accept),
  rule({ kind: "match", field: "meta l4proto", to: { kind: "value", value: "gre" } }, accept),
  rule({ kind: "match", field: "meta l4proto", to: { kind: "set", elements: ["esp", "ah"] } }, accept),
  rule({ kind: "match", field: "ip saddr", to: { kind: "value", value: one4 } }, drop),
  rule({ kind: "match", field: "ip saddr", not: true, to: { kind: "value", value: one4 } }, drop),
  rule({ kind: "match", field: "ip daddr", to: { kind: "range", ...net4 } }, drop),
  rule({ kind: "match", field: "ip daddr", not: true, to: { kind: "range", ...net4 } }, drop),
  rule({ kind: "match", field: "ip saddr", to: { kind: "range", ...range4 } }, drop),
  rule({ kind: "match", field: "ip saddr", not: true, to: { kind: "range", ...range4 } }, drop),
  rule({ kind: "match", field: "ip saddr", to: { kind: "set", elements: [net4, range4, one4] } }, drop),
  rule({ kind: "match", field: "ip saddr", to: { kind: "named set", name: "bogons4" } }, drop),
  rule({ kind: "match", field: "ip6 saddr", to: { kind: "range", ...net6 } }, drop),
  rule({ kind: "match", field: "ip6 daddr", to: { kind: "value", value: one6 } }, drop),
  rule({ kind: "match", field: "ip6 saddr", to: { kind: "set", elements: [net6, one6] } }, drop),
  rule({ kind: "match", field: "tcp dport", to: { kind: "value", value: 22 } }, accept),
  rule({ kind: "match", field: "tcp dport", to: { kind: "range", first: 1000, last: 2000 } }, accept),
  rule(
    { kind: "match", field: "udp sport", not: true, to: { kind: "range", first: 1000, last: 2000 } },
    accept,
  ),
  rule({ kind: "match", field: "udp dport", to: { kind: "set", elements: [53, 67] } }, accept),
  rule({ kind: "match", field: "udp dport", not: true, to: { kind: "set", elements: [53, 67] } }, accept),
  rule(
    {
      kind: "match",
      field: "tcp sport",
      to: { kind: "set", elements: [22, { first: 80, last: 90 }, { first: 60_000, last: 65_535 }] },
    },
    accept,
  ),
  rule(
    {
      kind: "match",
      field: "tcp flags",
      to: { kind: "exactly", words: ["syn"], among: ["syn", "rst"] },
    },
    accept,
  ),
  rule(
    {
      kind: "match",
      field: "tcp flags",
      not: true,
      to: { kind: "exactly", words: ["syn"], among: ["fin", "syn", "rst", "ack"] },
    },
    drop,
  ),
  rule({ kind: "match", field: "icmp type", to: { kind: "value", value: "echo-request" } }, accept),
  rule(
    { kind: "match", field: "icmpv6 type", to: { kind: "set", elements: ["packet-too-big", "echo-reply"] } },
    accept,
  ),
  rule(
    { kind: "match", field: "ct state", to: { kind: "some of", words: ["established", "related"] } },
    accept,
  ),
  rule({ kind: "match", field: "ct state", to: { kind: "some of", words: ["invalid"] } }, drop),
  rule({ kind: "match", field: "ct status", to: { kind: "some of", words: ["dnat"] } }, accept),
  rule({ kind: "match", field: "fib daddr type", to: { kind: "value", value: "local" } }, accept),
  rule(
    { kind: "match", field: "fib saddr type", to: { kind: "set", elements: ["broadcast", "multicast"] } },
    drop,
  ),
];

const prerouting: readonly Rule[] = [
  rule({ kind: "match", field: "fib saddr . iif oif", to: { kind: "value", value: "missing" } }, drop),
  rule({ kind: "match", field: "fib saddr oif", to: { kind: "value", value: "exists" } }, accept),
  rule(
    { kind: "match", field: "fib daddr . iif type", not: true, to: { kind: "value", value: "local" } },
    drop,
  ),
];

const statements: readonly Rule[] = [
  { statements: [{ kind: "counter" }, accept], comment: "müde — 'so to speak'" },
  rule({ kind: "log", prefix: "wan to lan: " }),
  rule({ kind: "limit", rate: 10, unit: "packets", per: "second", burst: 5, over: false }, accept),
  rule({ kind: "limit", rate: 3, unit: "packets", per: "minute", burst: 1, over: false }, accept),
  rule({ kind: "limit", rate: 625_000, unit: "bytes", per: "second", burst: 9000, over: true }, drop),
  rule({ kind: "verdict", verdict: { jump: "other" } }),
  rule({ kind: "verdict", verdict: { goto: "other" } }),
  rule({ kind: "verdict", verdict: "return" }),
  rule({
    kind: "verdict map",
    field: "ct state",
    map: [
      ["established", "accept"],
      ["invalid", "drop"],
      ["new", { jump: "other" }],
    ],
  }),
  rule({ kind: "verdict map", field: "iifname", map: "by_zone" }),
  rule({
    kind: "verdict map",
    field: "tcp dport",
    map: [
      [{ first: 1, last: 1023 }, "drop"],
      [8080, { goto: "other" }],
    ],
  }),
  rule({ kind: "reject", with: "admin-prohibited" }),
  rule({ kind: "reject", with: "port-unreachable" }),
  rule({ kind: "reject", with: "tcp reset" }),
  rule(
    { kind: "match", field: "meta l4proto", to: { kind: "value", value: "tcp" } },
    { kind: "reject", with: "tcp reset" },
  ),
  rule(
    { kind: "match", field: "tcp flags", to: { kind: "exactly", words: ["syn"], among: ["syn", "rst"] } },
    { kind: "clamp mss" },
  ),
];

const dnat = (port: number, ...more: readonly Statement[]): Rule =>
  rule({ kind: "match", field: "tcp dport", to: { kind: "value", value: port } }, ...more);

/** Without flowtables, which not every kernel has. */
export const everyStatement: Ruleset = {
  kind: "ruleset",
  tables: [
    {
      name: "everything",
      flowtables: [],
      sets: [
        { name: "zone_lan", type: "interface", interval: false, elements: ["br-lan", "eth1"] },
        { name: "zone_wan", type: "interface", interval: false, elements: [] },
        {
          name: "bogons4",
          type: "ipv4",
          interval: true,
          elements: [
            { first: 0n, last: 0xff_ffffn },
            net4,
            one4,
            { first: 0xe000_0000n, last: 0xffff_ffffn },
          ],
        },
        { name: "bogons6", type: "ipv6", interval: true, elements: [net6, one6] },
        { name: "empty", type: "ipv6", interval: true, elements: [] },
        { name: "open", type: "port", interval: true, elements: [22, { first: 80, last: 90 }] },
      ],
      maps: [
        {
          name: "by_zone",
          type: "interface",
          interval: false,
          data: "verdict",
          elements: [
            ["br-lan", { jump: "other" }],
            ["ppp0", "drop"],
          ],
        },
        { name: "machines", type: "port", interval: false, data: "ipv4", elements: [[80, one4]] },
      ],
      chains: [
        { name: "other", rules: [rule(accept)] },
        {
          name: "raw",
          base: { type: "filter", hook: "prerouting", priority: -300, policy: "accept" },
          rules: prerouting,
        },
        {
          name: "forward",
          base: { type: "filter", hook: "forward", priority: 0, policy: "drop" },
          rules: [...matches, ...statements],
        },
        {
          name: "dstnat",
          base: { type: "nat", hook: "prerouting", priority: -100, policy: "accept" },
          rules: [
            dnat(80, { kind: "dnat", family: "ipv4", address: one4 }),
            dnat(81, { kind: "dnat", family: "ipv4", address: one4, port: 8080 }),
            dnat(82, { kind: "dnat", family: "ipv6", address: one6, port: 8080 }),
            dnat(83, { kind: "redirect", port: 8083 }),
            rule({ kind: "dnat", family: "ipv4", field: "tcp dport", map: "machines" }),
            rule({ kind: "dnat", family: "ipv4", field: "tcp dport", map: [[90, one4]] }),
          ],
        },
        {
          name: "srcnat",
          base: { type: "nat", hook: "postrouting", priority: 100, policy: "accept" },
          rules: [
            rule(
              { kind: "match", field: "oifname", to: { kind: "named set", name: "zone_wan" } },
              { kind: "match", field: "meta nfproto", to: { kind: "value", value: "ipv4" } },
              { kind: "masquerade" },
            ),
          ],
        },
      ],
    },
  ],
};
