/**
 * Statements as the kernel's expressions, the way nft writes them: a value is loaded into the first register, and
 * compared there. Attribute numbers are those of linux/netfilter/nf_tables.h, named in the order they stand in.
 */
import { type Attribute, be32, be64, text } from "../../runtime/lib/nftables/attributes.ts";
import { unreachable } from "../error.ts";
import { type Datatype, datatypes, numberBytes, numberOf, registerBytes, type Scalar } from "./datatypes.ts";
import { dataValue, expression, REGISTER } from "./expression.ts";
import { type Field, type FieldName, fieldOf } from "./fields.ts";
import { prefixLengthOf } from "./prefix-length.ts";
import type { DestinationNat, Element, Limit, Match, Operand, Rule, Statement, Verdict } from "./ruleset.ts";

/** A set that a rule has for itself. */
export interface AnonymousSet {
  readonly id: number;
  readonly name: string;
  readonly type: Datatype;
  readonly content:
    | { readonly kind: "set"; readonly elements: readonly Element[] }
    | {
        readonly kind: "map";
        readonly data: Datatype;
        readonly elements: readonly (readonly [Element, Scalar])[];
      }
    | { readonly kind: "verdicts"; readonly elements: readonly (readonly [Element, Verdict])[] };
}

export interface Target {
  readonly littleEndian: boolean;
  /** The identity of the next anonymous set; the kernel asks for one that is unique in the batch. */
  readonly nextId: () => number;
}

export interface EncodedRule {
  readonly expressions: readonly Attribute[];
  readonly sets: readonly AnonymousSet[];
}

// enum nft_cmp_ops
const CMP = { eq: 0, neq: 1, lte: 3, gte: 5 } as const;

/** What the kernel is told for a rule, and the sets that have to be there before it. */
export function encodeRule(rule: Rule, target: Target): EncodedRule {
  return new RuleEncoder(target).encode(rule);
}

class RuleEncoder {
  readonly #target: Target;
  readonly #sets: AnonymousSet[] = [];
  /** What earlier expressions of the rule have made sure of. */
  readonly #known = new Map<"meta nfproto" | "meta l4proto", Scalar>();

  constructor(target: Target) {
    this.#target = target;
  }

  encode({ statements }: Rule): EncodedRule {
    const expressions = statements.flatMap((statement) => this.#statement(statement));
    return { expressions, sets: this.#sets };
  }

  #statement(statement: Statement): readonly Attribute[] {
    switch (statement.kind) {
      case "match":
        return this.#match(statement);
      case "counter":
        return [
          expression("counter", [
            [1, be64(0n)], // bytes
            [2, be64(0n)], // packets
          ]),
        ];
      case "log":
        return [
          expression("log", [
            [2, text(statement.prefix)], // prefix
            [5, be32(6)], // level: NFT_LOGLEVEL_INFO
          ]),
        ];
      case "limit":
        return [limit(statement)];
      case "verdict":
        return [immediate(REGISTER.verdict, verdictData(statement.verdict))];
      case "verdict map": {
        const { field, map } = statement;
        const content = { kind: "verdicts", elements: typeof map === "string" ? [] : map } as const;
        return [
          ...this.#load(field),
          this.#lookUp(typeof map === "string" ? map : this.#newSet(field, content), {
            into: REGISTER.verdict,
          }),
        ];
      }
      case "reject":
        return this.#reject(statement.with);
      case "masquerade":
        return [expression("masq", [])];
      case "dnat":
        return this.#dnat(statement);
      case "redirect":
        return [
          immediate(REGISTER.first, dataValue(this.#bytes(datatypes.port, statement.port))),
          expression("redir", [
            [1, be32(REGISTER.first)], // reg_proto_min
            [3, be32(2)], // flags: NF_NAT_RANGE_PROTO_SPECIFIED
          ]),
        ];
      case "clamp mss":
        return clampMss;
      case "offload":
        return [expression("flow_offload", [[1, text(statement.flowtable)]])];
      default:
        return unreachable(statement);
    }
  }

  #match({ field, to, not = false }: Match): readonly Attribute[] {
    const { type } = fieldOf(field);
    if (to.kind === "value" && !not && (field === "meta nfproto" || field === "meta l4proto"))
      this.#known.set(field, to.value);
    return [...this.#load(field), ...this.#compare(field, type, to, not)];
  }

  /** The field in the first register, after what makes it mean something. */
  #load(name: FieldName): readonly Attribute[] {
    const { family, protocol, load }: Field = fieldOf(name);
    return [...this.#ensure("meta nfproto", family), ...this.#ensure("meta l4proto", protocol), load];
  }

  #ensure(field: "meta nfproto" | "meta l4proto", word: string | undefined): readonly Attribute[] {
    if (word === undefined || this.#known.get(field) === word) return [];
    return this.#match({ kind: "match", field, to: { kind: "value", value: word } });
  }

  #compare(field: FieldName, type: Datatype, to: Operand, not: boolean): readonly Attribute[] {
    switch (to.kind) {
      case "value":
        return [compare(not ? CMP.neq : CMP.eq, this.#bytes(type, to.value))];
      case "range":
        return this.#range(type, to.first, to.last, not);
      case "set":
        return [this.#lookUp(this.#newSet(field, to), { inverted: not })];
      case "named set":
        return [this.#lookUp(to.name, { inverted: not })];
      case "some of":
        return this.#bits(type, to.words, [], not ? CMP.eq : CMP.neq);
      case "exactly":
        return this.#bits(type, to.among, to.words, not ? CMP.neq : CMP.eq);
      default:
        return unreachable(to);
    }
  }

  #range(type: Datatype, first: Scalar, last: Scalar, not: boolean): readonly Attribute[] {
    const length = prefixLengthOf(type, { first, last });
    if (length !== undefined) {
      const bits = BigInt(8 * type.bytes);
      const mask = ((1n << BigInt(length)) - 1n) << (bits - BigInt(length));
      return this.#masked(type, mask, numberOf(type, first), not ? CMP.neq : CMP.eq);
    }
    const [from, to] = [this.#bytes(type, first), this.#bytes(type, last)];
    if (!not) return [compare(CMP.gte, from), compare(CMP.lte, to)];
    return [
      expression("range", [
        [1, be32(REGISTER.first)], // sreg
        [2, be32(1)], // op: NFT_RANGE_NEQ
        [3, dataValue(from)], // from_data
        [4, dataValue(to)], // to_data
      ]),
    ];
  }

  #bits(type: Datatype, among: readonly string[], words: readonly string[], op: number) {
    const bits = (names: readonly string[]): bigint =>
      names.reduce((sum, name) => sum | numberOf(type, name), 0n);
    return this.#masked(type, bits(among), bits(words), op);
  }

  #masked(type: Datatype, mask: bigint, value: bigint, op: number): readonly Attribute[] {
    const { littleEndian } = this.#target;
    return [
      expression("bitwise", [
        [1, be32(REGISTER.first)], // sreg
        [2, be32(REGISTER.first)], // dreg
        [3, be32(type.bytes)], // len
        [4, dataValue(numberBytes(type, mask, littleEndian))], // mask
        [5, dataValue(new Uint8Array(type.bytes))], // xor
      ]),
      compare(op, numberBytes(type, value, littleEndian)),
    ];
  }

  #newSet(field: FieldName, content: AnonymousSet["content"]): AnonymousSet {
    const set: AnonymousSet = {
      id: this.#target.nextId(),
      name: content.kind === "set" ? "__set%d" : "__map%d",
      type: fieldOf(field).type,
      content,
    };
    this.#sets.push(set);
    return set;
  }

  #lookUp(
    set: string | AnonymousSet,
    { into, inverted = false }: { readonly into?: number; readonly inverted?: boolean },
  ): Attribute {
    return expression("lookup", [
      [1, text(typeof set === "string" ? set : set.name)], // set
      [2, be32(REGISTER.first)], // sreg
      ...(into === undefined ? [] : [[3, be32(into)] as const]), // dreg
      ...(typeof set === "string" ? [] : [[4, be32(set.id)] as const]), // set_id
      ...(inverted ? [[5, be32(1)] as const] : []), // flags: NFT_LOOKUP_F_INV
    ]);
  }

  #reject(how: "tcp reset" | "admin-prohibited" | "port-unreachable"): readonly Attribute[] {
    // enum nft_reject_types, nft_reject_inet_code
    const [type, code] =
      how === "tcp reset" ? [1, 0] : how === "admin-prohibited" ? [2, 3] : ([2, 1] as const);
    return [
      ...this.#ensure("meta l4proto", how === "tcp reset" ? "tcp" : undefined),
      expression("reject", [
        [1, be32(type)], // type
        [2, Uint8Array.of(code)], // icmp_code
      ]),
    ];
  }

  #dnat(statement: DestinationNat): readonly Attribute[] {
    const type = datatypes[statement.family];
    const { values, hasPort } = this.#destination(statement, type);
    return [
      ...values,
      expression("nat", [
        [1, be32(1)], // type: NFT_NAT_DNAT
        [2, be32(numberBytesOfFamily(statement.family))], // family
        [3, be32(REGISTER.first)], // reg_addr_min
        ...(hasPort ? ([[5, be32(REGISTER.second)] as const, [7, be32(2)] as const] as const) : []), // reg_proto_min, flags: NF_NAT_RANGE_PROTO_SPECIFIED
      ]),
    ];
  }

  #destination(statement: DestinationNat, type: Datatype) {
    if ("map" in statement) {
      const { field, map } = statement;
      const set =
        typeof map === "string" ? map : this.#newSet(field, { kind: "map", data: type, elements: map });
      return {
        values: [...this.#load(field), this.#lookUp(set, { into: REGISTER.first })],
        hasPort: false,
      };
    }
    const { address, port } = statement;
    return {
      values: [
        immediate(REGISTER.first, dataValue(this.#bytes(type, address))),
        ...(port === undefined
          ? []
          : [immediate(REGISTER.second, dataValue(this.#bytes(datatypes.port, port)))]),
      ],
      hasPort: port !== undefined,
    };
  }

  #bytes(type: Datatype, value: Scalar): Uint8Array {
    return registerBytes(type, value, this.#target.littleEndian);
  }
}

const numberBytesOfFamily = (family: "ipv4" | "ipv6"): number => datatypes.family.words[family];

const compare = (op: number, bytes: Uint8Array): Attribute =>
  expression("cmp", [
    [1, be32(REGISTER.first)], // sreg
    [2, be32(op)], // op
    [3, dataValue(bytes)], // data
  ]);

const immediate = (register: number, data: readonly Attribute[]): Attribute =>
  expression("immediate", [
    [1, be32(register)], // dreg
    [2, data], // data
  ]);

// enum nft_verdicts, and NF_DROP and NF_ACCEPT of linux/netfilter.h
const VERDICT = { drop: 0, accept: 1, return: -5, jump: -3, goto: -4 } as const;

/** A verdict, in the place of a value. */
export function verdictData(verdict: Verdict): readonly Attribute[] {
  const code = (number: number): Attribute => [1, be32(number)]; // NFTA_VERDICT_CODE
  const inside =
    typeof verdict === "string"
      ? [code(VERDICT[verdict])]
      : "jump" in verdict
        ? [code(VERDICT.jump), [2, text(verdict.jump)] as const] // NFTA_VERDICT_CHAIN
        : [code(VERDICT.goto), [2, text(verdict.goto)] as const];
  return [[2, inside]]; // NFTA_DATA_VERDICT
}

const secondsPer = { second: 1n, minute: 60n, hour: 3600n, day: 86_400n } as const;

const limit = ({ rate, unit, per, burst, over }: Limit): Attribute =>
  expression("limit", [
    [1, be64(BigInt(rate))], // rate
    [2, be64(secondsPer[per])], // unit
    [3, be32(burst)], // burst
    [4, be32(unit === "packets" ? 0 : 1)], // type: enum nft_limit_type
    [5, be32(over ? 1 : 0)], // flags: NFT_LIMIT_F_INV
  ]);

// The route's packet size less the headers, in the network's order, into option 2 of TCP behind its kind and length.
const clampMss: readonly Attribute[] = [
  expression("rt", [
    [2, be32(3)], // key: NFT_RT_TCPMSS
    [1, be32(REGISTER.first)], // dreg
  ]),
  expression("byteorder", [
    [1, be32(REGISTER.first)], // sreg
    [2, be32(REGISTER.first)], // dreg
    [3, be32(1)], // op: NFT_BYTEORDER_HTON
    [4, be32(2)], // len
    [5, be32(2)], // size
  ]),
  expression("exthdr", [
    [7, be32(REGISTER.first)], // sreg
    [2, Uint8Array.of(2)], // type: TCPOPT_MSS
    [3, be32(2)], // offset
    [4, be32(2)], // len
    [6, be32(1)], // op: NFT_EXTHDR_OP_TCPOPT
  ]),
];
