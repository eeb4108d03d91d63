/** The words that policies are compiled to. */
import type { AddressRange } from "../../config/address-range.ts";
import type { PortRange } from "../../config/types/traffic.ts";
import type { FieldName } from "../fields.ts";
import type { Chain, Element, Operand, Rule, Statement } from "../ruleset.ts";

export const zoneSet = (zone: string): string => `zone-${zone}`;

const isOne = (elements: readonly Element[]): elements is readonly [Element] => elements.length === 1;

const match = (field: FieldName, to: Operand, not = false): Statement => ({
  kind: "match",
  field,
  to,
  ...(not ? { not } : {}),
});

export const is = (field: FieldName, value: string | number | bigint): Statement =>
  match(field, { kind: "value", value });
export const isNot = (field: FieldName, value: string | number | bigint): Statement =>
  match(field, { kind: "value", value }, true);
export const hasSome = (field: FieldName, ...words: readonly string[]): Statement =>
  match(field, { kind: "some of", words });
export const inSet = (field: FieldName, name: string): Statement => match(field, { kind: "named set", name });

/** One of some values; nothing to say if there are none. */
export function isOneOf(field: FieldName, elements: readonly Element[]): readonly Statement[] {
  if (elements.length === 0) return [];
  if (!isOne(elements)) return [match(field, { kind: "set", elements })];
  const [only] = elements;
  return [
    match(field, typeof only === "object" ? { kind: "range", ...only } : { kind: "value", value: only }),
  ];
}

export const from = (zone: string): Statement => inSet("iifname", zoneSet(zone));
export const to = (zone: string): Statement => inSet("oifname", zoneSet(zone));

/** The first packet of a connection over TCP: SYN without anything else that matters. */
export const isNotSyn: Statement = match(
  "tcp flags",
  { kind: "exactly", words: ["syn"], among: ["fin", "syn", "rst", "ack"] },
  true,
);
export const isSyn: Statement = match("tcp flags", {
  kind: "exactly",
  words: ["syn"],
  among: ["syn", "rst"],
});

export const accept: Statement = { kind: "verdict", verdict: "accept" };
export const drop: Statement = { kind: "verdict", verdict: "drop" };
export const counter: Statement = { kind: "counter" };
export const jump = (chain: string): Statement => ({ kind: "verdict", verdict: { jump: chain } });
export const goto = (chain: string): Statement => ({ kind: "verdict", verdict: { goto: chain } });

/** Enough to see what happens, too little to fill a log. */
const someOfThem: Statement = {
  kind: "limit",
  rate: 10,
  unit: "packets",
  per: "minute",
  burst: 10,
  over: false,
};
export const logged = (what: string): readonly Statement[] => [
  someOfThem,
  // The kernel has room for 127 bytes (NF_LOG_PREFIXLEN, include/net/netfilter/nf_log.h).
  { kind: "log", prefix: shortened(`${what}: `, 127) },
];

/** What becomes of what nothing allows. TCP is told in its own way, so that nobody waits. */
export const refused = (how: "drop" | "reject"): readonly (readonly Statement[])[] =>
  how === "drop"
    ? [[counter, drop]]
    : [
        [is("meta l4proto", "tcp"), counter, { kind: "reject", with: "tcp reset" }],
        [counter, { kind: "reject", with: "admin-prohibited" }],
      ];

/**
 * A base chain that refuses by its last rule, and not by its policy. While a ruleset is replaced its chains stand for a moment
 * without rules beside the new ones, until the kernel has taken them out one by one (nf_tables_commit, net/netfilter/nf_tables_api.c):
 * a policy of theirs would drop all that comes meanwhile. The new ones are whole at once, and decide alone.
 */
export const refusing = (hook: "input" | "forward"): NonNullable<Chain["base"]> => ({
  type: "filter",
  hook,
  priority: 0,
  policy: "accept",
});

/** A rule, with why it is there and what it was made from. */
export function rule(
  { comment, option }: { readonly comment?: string | undefined; readonly option?: string | undefined },
  ...statements: readonly Statement[]
): Rule {
  const words = shortened(
    (comment ?? "").replaceAll(/["\s]+/g, (odd) => (odd.includes('"') ? "'" : " ")),
    127,
  );
  return {
    statements,
    ...(words === "" ? {} : { comment: words }),
    ...(option === undefined ? {} : { option }),
  };
}

/** No more than so many bytes, and no half letters. */
function shortened(text: string, bytes: number): string {
  const letters = [...text];
  while (Buffer.byteLength(letters.join("")) > bytes) letters.pop();
  return letters.join("");
}

export const portElements = (ports: readonly PortRange[]): readonly Element[] =>
  merged(ports.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }))).map(
    ({ first, last }) => (first === last ? Number(first) : { first: Number(first), last: Number(last) }),
  );

export const addressElements = (ranges: readonly AddressRange[], family: 4 | 6): readonly Element[] =>
  merged(ranges.filter((range) => range.family === family)).map(({ first, last }) =>
    first === last ? first : { first, last },
  );

interface Bounds {
  readonly first: bigint;
  readonly last: bigint;
}

/** Sorted, and without overlaps: the kernel refuses intervals that do. */
function merged(ranges: readonly Bounds[]): readonly Bounds[] {
  const result: Bounds[] = [];
  for (const { first, last } of ranges.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = result.at(-1);
    if (before === undefined || first > before.last + 1n) result.push({ first, last });
    else if (last > before.last) result[result.length - 1] = { first: before.first, last };
  }
  return result;
}
