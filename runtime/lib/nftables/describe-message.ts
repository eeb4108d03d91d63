/** Which part of a ruleset a message is about, for people. */
import { readAttributes } from "./attributes.ts";
import { headerBytes, MSG, typeOf } from "./messages.ts";
import { readText } from "./replies.ts";

/** The messages in a batch, by the number each has. */
export function splitBatch(batch: Uint8Array, littleEndian: boolean): readonly Uint8Array[] {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.byteLength);
  const messages: Uint8Array[] = [];
  for (let at = 0; at + headerBytes <= batch.length; ) {
    const length = view.getUint32(at, littleEndian);
    if (length < headerBytes || at + length > batch.length) break;
    messages.push(batch.subarray(at, at + length));
    at += length;
  }
  return messages;
}

/** "rule 3 of chain 'input' (lan may use ssh)" */
export function describeMessage(
  messages: readonly Uint8Array[],
  index: number,
  littleEndian: boolean,
): string {
  const message = messages[index];
  if (message === undefined) return "the batch";
  const { type, attributes } = parts(message, littleEndian);
  const word = (attribute: number): string => readText(attributes.get(attribute) ?? new Uint8Array());
  switch (type) {
    case typeOf(MSG.newTable):
    case typeOf(MSG.delTable):
      return `table '${word(1)}'`;
    case typeOf(MSG.newChain):
      return `chain '${word(3)}'`;
    case typeOf(MSG.newSet):
      return `set '${word(2)}'`;
    case typeOf(MSG.newSetElement):
    case typeOf(MSG.delSetElement):
      return `elements of set '${word(2)}'`;
    case typeOf(MSG.newFlowtable):
      return `flowtable '${word(2)}'`;
    case typeOf(MSG.newRule): {
      const chain = word(2);
      const number = messages
        .slice(0, index + 1)
        .map((other) => parts(other, littleEndian))
        .filter(
          (other) => other.type === type && readText(other.attributes.get(2) ?? empty) === chain,
        ).length;
      const comment = readComment(attributes.get(7));
      return `rule ${number} of chain '${chain}'${comment === undefined ? "" : ` (${comment})`}`;
    }
    default:
      return `message ${index + 1}`;
  }
}

const empty = new Uint8Array();

function parts(message: Uint8Array, littleEndian: boolean) {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const type = view.getUint16(4, littleEndian);
  return { type, attributes: readAttributes(message.subarray(headerBytes), littleEndian) };
}

/** The comment in a rule's user data: type 0, a length, and text (NFTNL_UDATA_RULE_COMMENT). */
export function readComment(userData: Uint8Array | undefined): string | undefined {
  if (userData === undefined) return undefined;
  for (let at = 0; at + 2 <= userData.length; at += 2 + (userData[at + 1] ?? 0))
    if (userData[at] === 0) return readText(userData.subarray(at + 2, at + 2 + (userData[at + 1] ?? 0)));
  return undefined;
}
