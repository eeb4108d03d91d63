/** A ruleset as netlink messages, in an order in which each finds what it refers to. */
import { type Attribute, attributesSize, be32, text } from "../../runtime/lib/nftables/attributes.ts";
import {
  encodeMessage,
  type Message,
  MSG,
  NFPROTO_INET,
  NLM_F_APPEND,
  NLM_F_CREATE,
} from "../../runtime/lib/nftables/messages.ts";
import { utf8 } from "../../runtime/lib/nftables/utf8.ts";
import { type Datatype, datatypes, numberBytes, numberOf, registerBytes, type Scalar } from "./datatypes.ts";
import { dataValue } from "./expression.ts";
import { type AnonymousSet, encodeRule, type Target, verdictData } from "./expressions.ts";
import {
  type Chain,
  type Element,
  isRange,
  type Rule,
  type Ruleset,
  type Table,
  type Verdict,
} from "./ruleset.ts";

/** The bytes that the router's loader sends; what stands around a batch, and its numbers, it adds by itself. */
export function rulesetBatch(
  ruleset: Ruleset,
  { littleEndian }: { readonly littleEndian: boolean },
): Uint8Array {
  const messages = rulesetMessages(ruleset, littleEndian);
  const encoded = messages.map((message, index) => encodeMessage(message, index + 1, littleEndian));
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
  encoded.reduce((at, one) => {
    bytes.set(one, at);
    return at + one.length;
  }, 0);
  return bytes;
}

export function rulesetMessages({ tables }: Ruleset, littleEndian: boolean): readonly Message[] {
  let id = 0;
  const target: Target = { littleEndian, nextId: () => ++id };
  return tables.flatMap((table) => tableMessages(table, target));
}

const message = (type: number, flags: number, attributes: readonly Attribute[]): Message => ({
  type,
  flags,
  family: NFPROTO_INET,
  attributes,
});

function tableMessages(table: Table, target: Target): readonly Message[] {
  const name: readonly Attribute[] = [[1, text(table.name)]]; // NFTA_TABLE_NAME
  const named = [...table.sets, ...table.maps].map((set) => ({
    set,
    content: contentOf(set),
    type: datatypes[set.type],
    interval: set.interval,
    id: target.nextId(),
  }));
  return [
    // It is made so that it can be deleted, whether it was there or not.
    message(MSG.newTable, NLM_F_CREATE, name),
    message(MSG.delTable, 0, name),
    message(MSG.newTable, NLM_F_CREATE, name),
    ...table.flowtables.map((flowtable) => flowtableMessage(table, flowtable)),
    ...table.chains.map((chain) => chainMessage(table, chain)),
    ...named.map(({ set, ...one }) => newSet(table, { ...one, name: set.name, flags: 0 }, target)),
    ...named.flatMap(({ set, ...one }) => newElements(table, { ...one, name: set.name }, target)),
    ...table.chains.flatMap((chain) =>
      chain.rules.flatMap((rule) => ruleMessages(table, chain, rule, target)),
    ),
  ];
}

type Content = AnonymousSet["content"];

function contentOf(set: Table["sets"][number] | Table["maps"][number]): Content {
  if (!("data" in set)) return { kind: "set", elements: set.elements };
  return set.data === "verdict"
    ? { kind: "verdicts", elements: set.elements }
    : { kind: "map", data: datatypes[set.data], elements: set.elements };
}

const flowtableMessage = (table: Table, { name, devices }: Table["flowtables"][number]): Message =>
  message(MSG.newFlowtable, NLM_F_CREATE, [
    [1, text(table.name)], // NFTA_FLOWTABLE_TABLE
    [2, text(name)], // NFTA_FLOWTABLE_NAME
    [
      3, // NFTA_FLOWTABLE_HOOK
      [
        [1, be32(0)], // NFTA_FLOWTABLE_HOOK_NUM: NF_NETDEV_INGRESS
        [2, be32(0)], // NFTA_FLOWTABLE_HOOK_PRIORITY
        ...(devices.length === 0
          ? []
          : [[3, devices.map((device): Attribute => [1, text(device)])] as const]), // NFTA_FLOWTABLE_HOOK_DEVS
      ],
    ],
    [7, be32(0)], // NFTA_FLOWTABLE_FLAGS
  ]);

// enum nf_inet_hooks of linux/netfilter.h
const HOOK = { prerouting: 0, input: 1, forward: 2, output: 3, postrouting: 4 } as const;

const chainMessage = (table: Table, { name, base }: Chain): Message =>
  message(MSG.newChain, NLM_F_CREATE, [
    [1, text(table.name)], // NFTA_CHAIN_TABLE
    [3, text(name)], // NFTA_CHAIN_NAME
    ...(base === undefined
      ? []
      : ([
          [7, text(base.type)], // NFTA_CHAIN_TYPE
          [
            4, // NFTA_CHAIN_HOOK
            [
              [1, be32(HOOK[base.hook])], // NFTA_HOOK_HOOKNUM
              [2, be32(base.priority)], // NFTA_HOOK_PRIORITY
            ],
          ],
          [5, be32(base.policy === "accept" ? 1 : 0)], // NFTA_CHAIN_POLICY: NF_ACCEPT, NF_DROP
        ] as const)),
  ]);

interface SetToMake {
  readonly name: string;
  readonly id: number;
  readonly type: Datatype;
  readonly interval: boolean;
  readonly content: Content;
}

// enum nft_set_flags
const SET = { anonymous: 1, constant: 2, interval: 4, map: 8 } as const;
const NFT_DATA_VERDICT = 0xffff_ff00;

/** A note to nft that keys are in the machine's order: NFTNL_UDATA_SET_KEYBYTEORDER, BYTEORDER_HOST_ENDIAN. */
const hostOrder = (littleEndian: boolean): Uint8Array =>
  Uint8Array.of(0, 4, ...(littleEndian ? [1, 0, 0, 0] : [0, 0, 0, 1]));

function newSet(
  table: Table,
  set: SetToMake & { readonly flags: number },
  { littleEndian }: Target,
): Message {
  const { name, id, type, interval, content } = set;
  const flags = set.flags | (interval ? SET.interval : 0) | (content.kind === "set" ? 0 : SET.map);
  return message(MSG.newSet, NLM_F_CREATE, [
    [1, text(table.name)], // NFTA_SET_TABLE
    [2, text(name)], // NFTA_SET_NAME
    [3, be32(flags)], // NFTA_SET_FLAGS
    [4, be32(type.number)], // NFTA_SET_KEY_TYPE
    [5, be32(type.bytes)], // NFTA_SET_KEY_LEN
    ...dataType(content),
    [10, be32(id)], // NFTA_SET_ID
    ...(type.order === "host" ? [[13, hostOrder(littleEndian)] as const] : []), // NFTA_SET_USERDATA
  ]);
}

function dataType(content: Content): readonly Attribute[] {
  if (content.kind === "set") return [];
  // NFTA_SET_DATA_TYPE, NFTA_SET_DATA_LEN
  if (content.kind === "verdicts") return [[6, be32(NFT_DATA_VERDICT)]];
  return [
    [6, be32(content.data.number)],
    [7, be32(content.data.bytes)],
  ];
}

/** An attribute's length is a number of 16 bits, so large sets are filled by several messages. */
const elementsAtOnce = 30_000;

function newElements(table: Table, set: SetToMake, target: Target): readonly Message[] {
  const batches: Attribute[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const element of elementsOf(set, target.littleEndian)) {
    const bytes = attributesSize([element]);
    if (size + bytes > elementsAtOnce) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(element);
    size += bytes;
  }
  return batches.map((elements) =>
    message(MSG.newSetElement, NLM_F_CREATE, [
      [1, text(table.name)], // NFTA_SET_ELEM_LIST_TABLE
      [2, text(set.name)], // NFTA_SET_ELEM_LIST_SET
      [4, be32(set.id)], // NFTA_SET_ELEM_LIST_SET_ID
      [3, elements], // NFTA_SET_ELEM_LIST_ELEMENTS
    ]),
  );
}

function elementsOf({ type, interval, content }: SetToMake, littleEndian: boolean): readonly Attribute[] {
  const entries: readonly (readonly [Element, readonly Attribute[]])[] =
    content.kind === "set"
      ? content.elements.map((element) => [element, []])
      : content.kind === "verdicts"
        ? content.elements.map(([key, verdict]: readonly [Element, Verdict]) => [
            key,
            [[2, verdictData(verdict)]],
          ])
        : content.elements.map(([key, value]: readonly [Element, Scalar]) => [
            key,
            [[2, dataValue(registerBytes(content.data, value, littleEndian))]],
          ]);
  if (!interval)
    return entries.map(([key, data]) =>
      elementOf(registerBytes(type, isRange(key) ? key.first : key, littleEndian), data),
    );
  return intervals(type, entries, littleEndian);
}

/** NFTA_LIST_ELEM with NFTA_SET_ELEM_KEY; `more` is NFTA_SET_ELEM_DATA (2) or NFTA_SET_ELEM_FLAGS (3). */
const elementOf = (key: Uint8Array, more: readonly Attribute[]): Attribute => [
  1,
  [[1, dataValue(key)], ...more],
];

const INTERVAL_END: Attribute = [3, be32(1)];

/**
 * The kernel knows where each interval begins and where the first value behind it is. Everything before the first
 * is behind an interval too.
 */
function intervals(
  type: Datatype,
  entries: readonly (readonly [Element, readonly Attribute[]])[],
  littleEndian: boolean,
): readonly Attribute[] {
  const number = (value: Scalar): bigint => numberOf(type, value);
  const ends = 1n << BigInt(8 * type.bytes);
  const ranges = entries.map(([key, data]) =>
    isRange(key)
      ? { first: number(key.first), last: number(key.last), data }
      : { first: number(key), last: number(key), data },
  );
  const sorted = ranges.toSorted((a, b) => (a.first < b.first ? -1 : 1));
  const starts = new Set(sorted.map(({ first }) => first));
  const bytes = (value: bigint): Uint8Array => numberBytes(type, value, littleEndian);
  return [
    ...(sorted.length > 0 && !starts.has(0n) ? [elementOf(bytes(0n), [INTERVAL_END])] : []),
    ...sorted.flatMap(({ first, last, data }) => [
      elementOf(bytes(first), data),
      ...(last + 1n === ends || starts.has(last + 1n) ? [] : [elementOf(bytes(last + 1n), [INTERVAL_END])]),
    ]),
  ];
}

function ruleMessages(table: Table, chain: Chain, rule: Rule, target: Target): readonly Message[] {
  const { expressions, sets } = encodeRule(rule, target);
  return [
    ...sets.flatMap(({ content, ...set }) => {
      const interval = content.elements.some((entry) => isRange(Array.isArray(entry) ? entry[0] : entry));
      const made = { ...set, content, interval };
      return [
        newSet(table, { ...made, flags: SET.anonymous | SET.constant }, target),
        ...newElements(table, made, target),
      ];
    }),
    message(MSG.newRule, NLM_F_CREATE | NLM_F_APPEND, [
      [1, text(table.name)], // NFTA_RULE_TABLE
      [2, text(chain.name)], // NFTA_RULE_CHAIN
      [4, expressions], // NFTA_RULE_EXPRESSIONS
      ...(rule.comment === undefined ? [] : [[7, comment(rule.comment)] as const]), // NFTA_RULE_USERDATA
    ]),
  ];
}

/** A comment the way nft keeps it: type 0, a length, and text that ends with a NUL. */
export function comment(words: string): Uint8Array {
  const bytes = [...utf8(words), 0];
  if (bytes.length > 128) throw new RangeError(`a comment of ${bytes.length} bytes: "${words}"`);
  return Uint8Array.from([0, bytes.length, ...bytes]);
}
