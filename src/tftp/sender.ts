/**
 * The sending side of a transfer, without sockets and clocks: what has happened goes in, what is to be done
 * comes out. Blocks are counted from 1 and never wrap here; block 0 is the answer to the client's options.
 *
 * What keeps copies from breeding copies, which is called the Sorcerer's Apprentice (RFC 1123, 4.2.3.1):
 * where blocks go one by one, an acknowledgement that has been seen before has nothing sent again. In a window
 * it may mean that a block was lost (RFC 7440, section 4), and then what follows it is sent again; but as long
 * as copies of that may be under way, what is told of them looks the same: then it must be quiet for a while
 * before more is sent again.
 */
import type { Terms } from "./negotiate.ts";

export interface Sender {
  readonly terms: Terms;
  readonly lastBlock: number;
  /** The last block that the client has, with all before it; -1 before it has answered to our options. */
  readonly acknowledged: number;
  /** The last block that was sent. */
  readonly sent: number;
  /** How often the same has been sent again without an answer. */
  readonly repeats: number;
  /** The last of the blocks that were sent again: until the client has a later one, it may speak of copies. */
  readonly copiesTo: number;
  /** How long answers take, smoothed; absent before the first. */
  readonly answerMs?: number;
  /** When what is in flight was sent; absent if it was sent twice, for then an answer tells no time. */
  readonly sentAtMs?: number;
  readonly heardAtMs: number;
}

export type Event =
  /** The number as it is in the packet: 16 bits. */
  | { readonly kind: "acknowledgement"; readonly block: number; readonly atMs: number }
  | { readonly kind: "timeout"; readonly atMs: number };

export type Action =
  /** Send these blocks, none if `last` is before `first`; `waitMs` after the last such action there is a timeout. */
  | { readonly kind: "send"; readonly first: number; readonly last: number; readonly waitMs: number }
  /** Nothing: a timer that runs goes on. */
  | { readonly kind: "ignore" }
  | { readonly kind: "done" }
  /** The client is silent. If it has been sent everything, what is missing may be its last word only. */
  | { readonly kind: "give-up"; readonly allSent: boolean };

export interface Step {
  readonly sender: Sender;
  readonly action: Action;
}

const FIRST_WAIT_MS = 1000;
const LEAST_WAIT_MS = 40;
const MOST_WAIT_MS = 2000;
/** Long enough for a board that writes to its flash before it answers. */
const PATIENCE_MS = 30_000;
/** When all was sent, an answer that is lost is as likely as a client that is. */
const LAST_PATIENCE_MS = 10_000;

const IGNORE: Action = { kind: "ignore" };

/** The first step: the answer to options if there is one, else the first blocks. */
export function startSender(terms: Terms, sizeBytes: number, withOptions: boolean, atMs: number): Step {
  const before = withOptions ? -1 : 0;
  return send({
    terms,
    lastBlock: Math.floor(sizeBytes / terms.blockSize) + 1,
    acknowledged: before,
    sent: before,
    repeats: 0,
    copiesTo: 0,
    sentAtMs: atMs,
    heardAtMs: atMs,
  });
}

/** What is to be done when something happened. */
export const stepSender = (sender: Sender, event: Event): Step =>
  event.kind === "timeout" ? onTimeout(sender, event.atMs) : onAcknowledgement(sender, event);

function onAcknowledgement(sender: Sender, { block, atMs }: { block: number; atMs: number }): Step {
  // The number rolls over after 65535; no more than a window can be meant, so there is one block that it fits.
  const ahead = (block - sender.acknowledged) & 0xffff;
  const acknowledged = sender.acknowledged + ahead;
  if (acknowledged > sender.sent) return { sender, action: IGNORE };
  if (ahead === 0) return onDuplicate(sender, atMs);
  const next = { ...heard(sender, atMs), acknowledged, repeats: 0 };
  if (acknowledged === sender.lastBlock) return { sender: next, action: { kind: "done" } };
  if (acknowledged === sender.sent) return send({ ...next, sentAtMs: atMs });
  return acknowledged > sender.copiesTo ? sendAgain(next) : sendFurther(next);
}

function onDuplicate(sender: Sender, atMs: number): Step {
  const { sent, acknowledged, copiesTo } = sender;
  if (sent - acknowledged < 2) return { sender, action: IGNORE };
  const next = { ...sender, heardAtMs: atMs };
  return acknowledged > copiesTo ? sendAgain(next) : sendFurther(next);
}

function onTimeout(sender: Sender, atMs: number): Step {
  const allSent = sender.sent === sender.lastBlock;
  const patienceMs = Math.max(allSent ? LAST_PATIENCE_MS : PATIENCE_MS, 3 * (sender.terms.timeoutMs ?? 0));
  if (atMs - sender.heardAtMs >= patienceMs) return { sender, action: { kind: "give-up", allSent } };
  return sendAgain({ ...sender, repeats: sender.repeats + 1 });
}

/** Sends what the window has room for after the block that the client has. */
const send = (sender: Sender): Step => sendFrom(sender.acknowledged + 1, sender, waitMs(sender));

function sendAgain({ sentAtMs: _, ...sender }: Sender): Step {
  const step = send(sender);
  return { ...step, sender: { ...step.sender, copiesTo: step.sender.sent } };
}

/** Sends what the window has room for and was never sent; what may be lost is sent again when it has been quiet. */
const sendFurther = ({ sentAtMs: _, ...sender }: Sender): Step =>
  sendFrom(sender.sent + 1, sender, usualWaitMs(sender));

function sendFrom(first: number, sender: Sender, waitMs: number): Step {
  const { acknowledged, lastBlock, terms } = sender;
  const last = first === 0 ? 0 : Math.min(acknowledged + terms.windowSize, lastBlock);
  return {
    sender: { ...sender, sent: Math.max(sender.sent, last) },
    action: { kind: "send", first, last, waitMs },
  };
}

/** Keeps time: the answer to something that was sent once (Karn's rule, RFC 6298, section 3). */
function heard(sender: Sender, atMs: number): Sender {
  if (sender.sentAtMs === undefined) return { ...sender, heardAtMs: atMs };
  const took = atMs - sender.sentAtMs;
  const answerMs = sender.answerMs === undefined ? took : sender.answerMs + (took - sender.answerMs) / 8;
  return { ...sender, heardAtMs: atMs, answerMs };
}

/** What the client asked for (RFC 2349); else some times what it usually takes, and twice as long each time. */
function waitMs(sender: Sender): number {
  const { terms, repeats } = sender;
  return terms.timeoutMs ?? Math.min(MOST_WAIT_MS, usualWaitMs(sender) * 2 ** repeats);
}

function usualWaitMs({ answerMs }: Sender): number {
  if (answerMs === undefined) return FIRST_WAIT_MS;
  return Math.min(FIRST_WAIT_MS, Math.max(LEAST_WAIT_MS, 4 * answerMs));
}
