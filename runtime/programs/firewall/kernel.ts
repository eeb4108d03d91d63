/** Talking to nf_tables. The kernel answers while it is sent to, so nobody waits. */
import * as host from "host";
import { describeMessage, splitBatch } from "../../lib/nftables/describe-message.ts";
import { batchBegin, batchEnd, encodeMessage, type Message } from "../../lib/nftables/messages.ts";
import { parseReplies, type Reply } from "../../lib/nftables/replies.ts";

const NETLINK_NETFILTER = 12; // linux/netlink.h
const { littleEndian } = host;

/** The number of the first message that is not in a file, whose own begin at 1. */
const ADDED = 0x1000_0000;

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
    const added = more.map((message, index) => encode(message, ADDED + index));
    host.sendNetlink(
      this.#descriptor,
      joined([batchBegin(littleEndian), batch, ...added, batchEnd(littleEndian)]),
    );
    const failed = this.#receive().find((reply) => reply.kind === "error" && reply.errno !== 0);
    if (failed?.kind !== "error") return undefined;
    return {
      errno: failed.errno,
      about:
        failed.sequence < ADDED
          ? describeMessage(splitBatch(batch, littleEndian), failed.sequence - 1, littleEndian)
          : describeMessage(added, failed.sequence - ADDED, littleEndian),
      ...(failed.words === undefined ? {} : { words: failed.words }),
    };
  }

  /** All that is told in answer to a question. */
  ask(question: Message): readonly Reply[] {
    host.sendNetlink(this.#descriptor, encode(question, 1));
    const replies: Reply[] = [];
    // Each reading has the kernel write down some more.
    for (;;) {
      const some = this.#receive();
      replies.push(...some);
      if (some.length === 0 || some.some(({ kind }) => kind !== "message")) return replies;
    }
  }

  /** What there is to read. */
  #receive(): readonly Reply[] {
    const replies: Reply[] = [];
    const into = new Uint8Array(32_768);
    for (;;) {
      const length = host.receiveNetlink(this.#descriptor, into);
      if (length === undefined) return replies;
      // The bytes are written over by what is read next.
      replies.push(...parseReplies(into.slice(0, length), littleEndian));
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
