/** What rules have counted so far, as the kernel tells it. */
import { type Attribute, listAttributes, readAttributes, text } from "./attributes.ts";
import { readComment } from "./describe-message.ts";
import { type Message, MSG, NFPROTO_INET, NLM_F_DUMP, typeOf } from "./messages.ts";
import { type Reply, readText } from "./replies.ts";

export interface RuleCount {
  readonly chain: string;
  /** Why the rule is there. */
  readonly comment: string;
  readonly packets: number;
  readonly bytes: number;
}

export interface SetContent {
  readonly set: string;
  readonly interfaces: readonly string[];
}

const ask = (type: number, attributes: readonly Attribute[]): Message => ({
  type,
  flags: NLM_F_DUMP,
  family: NFPROTO_INET,
  attributes,
});

/** A question for all rules of a table. */
export const askForRules = (table: string): Message => ask(MSG.getRule, [[1, text(table)]]); // NFTA_RULE_TABLE

/** A question for what is in a set. */
export const askForElements = (table: string, set: string): Message =>
  ask(MSG.getSetElement, [
    [1, text(table)], // NFTA_SET_ELEM_LIST_TABLE
    [2, text(set)], // NFTA_SET_ELEM_LIST_SET
  ]);

/** A question for the sets of a table. */
export const askForSets = (table: string): Message => ask(MSG.getSet, [[1, text(table)]]); // NFTA_SET_TABLE

const body = (payload: Uint8Array): Uint8Array => payload.subarray(4); // behind struct nfgenmsg
const word = (bytes: Uint8Array | undefined): string => (bytes === undefined ? "" : readText(bytes));

/** The rules that count, in the kernel's order: chain by chain, first to last. */
export function ruleCounts(replies: readonly Reply[], littleEndian: boolean): readonly RuleCount[] {
  return replies.flatMap((reply) => {
    if (reply.kind !== "message" || reply.type !== typeOf(MSG.newRule)) return [];
    const attributes = readAttributes(body(reply.payload), littleEndian);
    const counter = counterIn(attributes.get(4), littleEndian); // NFTA_RULE_EXPRESSIONS
    if (counter === undefined) return [];
    const comment = readComment(attributes.get(7)) ?? ""; // NFTA_RULE_USERDATA
    return [{ chain: word(attributes.get(2)), comment, ...counter }]; // NFTA_RULE_CHAIN
  });
}

function counterIn(expressions: Uint8Array | undefined, littleEndian: boolean) {
  for (const [, expression] of listAttributes(expressions ?? new Uint8Array(), littleEndian)) {
    const parts = readAttributes(expression, littleEndian);
    if (word(parts.get(1)) !== "counter") continue; // NFTA_EXPR_NAME
    const data = readAttributes(parts.get(2) ?? new Uint8Array(), littleEndian); // NFTA_EXPR_DATA
    return { bytes: number(data.get(1)), packets: number(data.get(2)) };
  }
  return undefined;
}

/** Of 64 bits, which JavaScript has exactly up to 53. */
function number(bytes: Uint8Array | undefined): number {
  if (bytes === undefined || bytes.length < 8) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4);
}

/** The names of sets of interfaces. */
export function interfaceSets(replies: readonly Reply[], littleEndian: boolean): readonly string[] {
  return replies.flatMap((reply) => {
    if (reply.kind !== "message" || reply.type !== typeOf(MSG.newSet)) return [];
    const attributes = readAttributes(body(reply.payload), littleEndian);
    const type = attributes.get(4); // NFTA_SET_KEY_TYPE: 41 is nft's ifname
    const name = word(attributes.get(2)); // NFTA_SET_NAME
    return type?.[3] === 41 && !name.startsWith("__") ? [name] : [];
  });
}

/** The interfaces in a set. */
export function interfacesIn(replies: readonly Reply[], littleEndian: boolean): readonly string[] {
  return replies.flatMap((reply) => {
    if (reply.kind !== "message" || reply.type !== typeOf(MSG.newSetElement)) return [];
    const elements = readAttributes(body(reply.payload), littleEndian).get(3); // NFTA_SET_ELEM_LIST_ELEMENTS
    return listAttributes(elements ?? new Uint8Array(), littleEndian).map(([, element]) => {
      const key = readAttributes(element, littleEndian).get(1) ?? new Uint8Array(); // NFTA_SET_ELEM_KEY
      return word(readAttributes(key, littleEndian).get(1)); // NFTA_DATA_VALUE
    });
  });
}
