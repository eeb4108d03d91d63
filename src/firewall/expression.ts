/** The kernel's own words in rules: a name and attributes (enum nft_expr_attributes of linux/netfilter/nf_tables.h). */
import { type Attribute, text } from "../../runtime/lib/nftables/attributes.ts";

/** Registers that expressions hand values on in; the first two, and the one for verdicts. */
export const REGISTER = { verdict: 0, first: 1, second: 2 } as const;

const NFTA_LIST_ELEM = 1;
const NFTA_EXPR_NAME = 1;
const NFTA_EXPR_DATA = 2;
const NFTA_DATA_VALUE = 1;

export const expression = (name: string, data: readonly Attribute[]): Attribute => [
  NFTA_LIST_ELEM,
  [
    [NFTA_EXPR_NAME, text(name)],
    [NFTA_EXPR_DATA, data],
  ],
];

/** A plain value, where verdicts could stand too. */
export const dataValue = (bytes: Uint8Array): readonly Attribute[] => [[NFTA_DATA_VALUE, bytes]];
