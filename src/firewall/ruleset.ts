/**
 * A ruleset of nf_tables as a plain tree. It is written as nft's text for people, as a batch of netlink messages for
 * the kernel, and followed packet by packet by the evaluator: three readers of the one tree.
 */
import type { DatatypeName, Scalar } from "./datatypes.ts";
import type { FieldName } from "./fields.ts";

export interface Ruleset {
  readonly kind: "ruleset";
  readonly tables: readonly Table[];
}

/** A table for both families of IP. Loading it replaces the one of its name. */
export interface Table {
  readonly name: string;
  readonly sets: readonly NamedSet[];
  readonly maps: readonly NamedMap[];
  readonly flowtables: readonly Flowtable[];
  readonly chains: readonly Chain[];
}

export interface NamedSet {
  readonly name: string;
  readonly type: DatatypeName;
  /** Whether elements may be ranges. They do not overlap, and are sorted. */
  readonly interval: boolean;
  readonly elements: readonly Element[];
}

/** A value for each key, or what is to be done. */
export type NamedMap = {
  readonly name: string;
  readonly type: DatatypeName;
  readonly interval: boolean;
} & (
  | { readonly data: DatatypeName; readonly elements: readonly (readonly [Element, Scalar])[] }
  | { readonly data: "verdict"; readonly elements: readonly (readonly [Element, Verdict])[] }
);

export type Element = Scalar | Range;
export interface Range {
  readonly first: Scalar;
  readonly last: Scalar;
}
export const isRange = (element: Element): element is Range => typeof element === "object";

/** Connections in it take a shorter way between its devices. */
export interface Flowtable {
  readonly name: string;
  readonly devices: readonly string[];
}

export interface Chain {
  readonly name: string;
  /** Where the kernel begins with it; others are jumped to. */
  readonly base?: {
    readonly type: "filter" | "nat";
    readonly hook: "prerouting" | "input" | "forward" | "output" | "postrouting";
    /** Chains of one hook are asked from the smallest on. */
    readonly priority: number;
    readonly policy: "accept" | "drop";
  };
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly statements: readonly Statement[];
  /** Why it is there; the kernel keeps it, and `lim firewall` shows it. At most 127 bytes, and no double quotes. */
  readonly comment?: string;
  /** The option that it was made from: "firewall.forwards[0]". */
  readonly option?: string;
}

export type Verdict = "accept" | "drop" | "return" | { readonly jump: string } | { readonly goto: string };

export type Statement =
  | Match
  | { readonly kind: "counter" }
  /** To the kernel's log; at level info. */
  | { readonly kind: "log"; readonly prefix: string }
  | Limit
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  | {
      readonly kind: "verdict map";
      readonly field: FieldName;
      /** Of the entries, or of a map with that name. */
      readonly map: string | readonly (readonly [Element, Verdict])[];
    }
  | { readonly kind: "reject"; readonly with: "tcp reset" | "admin-prohibited" | "port-unreachable" }
  | { readonly kind: "masquerade" }
  | DestinationNat
  | { readonly kind: "redirect"; readonly port: number }
  /** The largest segment that TCP's first packet speaks of becomes what fits on the way. */
  | { readonly kind: "clamp mss" }
  | { readonly kind: "offload"; readonly flowtable: string };

export interface Match {
  readonly kind: "match";
  readonly field: FieldName;
  readonly to: Operand;
  /** Whether it is the others that match. */
  readonly not?: boolean;
}

export type Operand =
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "range"; readonly first: Scalar; readonly last: Scalar }
  | { readonly kind: "set"; readonly elements: readonly Element[] }
  | { readonly kind: "named set"; readonly name: string }
  /** Some of these bits are set. */
  | { readonly kind: "some of"; readonly words: readonly string[] }
  /** Of the bits in `among`, exactly these are set. */
  | { readonly kind: "exactly"; readonly words: readonly string[]; readonly among: readonly string[] };

/** Matches so much and no more, or with `over` what is more than that. */
export interface Limit {
  readonly kind: "limit";
  readonly rate: number;
  readonly unit: "packets" | "bytes";
  readonly per: "second" | "minute" | "hour" | "day";
  /** What may come at once. */
  readonly burst: number;
  readonly over: boolean;
}

/** To an address that is fixed, or that a map has for a field. */
export type DestinationNat = {
  readonly kind: "dnat";
  readonly family: "ipv4" | "ipv6";
} & (
  | { readonly address: bigint; readonly port?: number }
  | {
      readonly field: FieldName;
      readonly map: string | readonly (readonly [Element, bigint])[];
    }
);
