/** Talking to nf_tables. The kernel answers while it is sent to, so nobody waits. */
import * as host from "host";
import { describeMessage, splitBatch } from "../../lib/nftables/describe-message.ts";
import { batchBegin, batchEnd, encodeMessage, type Message } from "../../lib/nftables/messages.ts";
import { parseReplies } from "../../lib/nftables/replies.ts";

const NETLINK_NETFILTER = 12; // linux/netlink.h
const { littleEndian } = host;

/** Why the kernel did not take a change; it has taken nothing of it. */
export interface Refusal {
  readonly errno: number;
  /** What it is about: "rule 3 of chain 'input'". */
  readonly about: string;
  /** The kernel's own words, where it has some. */
  readonly words?: string;
}

export class NfTables {
  readonly #descriptor = host.netlink(NETLINK_NETFILTER);

  /** Makes one change of all messages of a batch, and of those that follow; tells why, if the kernel does not. */
  change(batch: Uint8Array, more: readonly Message[] = []): Refusal | undefined {
    const first = splitBatch(batch, littleEndian);
    const parts = [...first, ...more.map((message, index) => encode(message, first.length + index + 1))];
    host.sendNetlink(this.#descriptor, joined([batchBegin(littleEndian), ...parts, batchEnd(littleEndian)]));
    const into = new Uint8Array(16_384);
    let refusal: Refusal | undefined;
    for (;;) {
      const length = host.receiveNetlink(this.#descriptor, into);
      if (length === undefined) return refusal;
      for (const reply of parseReplies(into.subarray(0, length), littleEndian)) {
        if (reply.kind !== "error" || reply.errno === 0) continue;
        refusal ??= {
          errno: reply.errno,
          about: describeMessage(parts, reply.sequence - 1, littleEndian),
          ...(reply.words === undefined ? {} : { words: reply.words }),
        };
      }
    }
  }
}

const encode = (message: Message, sequence: number): Uint8Array =>
  encodeMessage(message, sequence, littleEndian);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
