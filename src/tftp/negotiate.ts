/** Which of a client's options are taken, and with what value: RFC 2347, 2348 (blksize), 2349, 7440 (windowsize). */
import type { OptionValues } from "./packet.ts";

/** How a file is sent. */
export interface Terms {
  readonly blockSize: number;
  /** How many blocks are sent before an acknowledgement is waited for. */
  readonly windowSize: number;
  /** How long the client wants an unanswered packet to wait; absent, it is ours to choose. */
  readonly timeoutMs?: number;
}

export interface Negotiated {
  readonly terms: Terms;
  /** What is to be told to the client; empty if it asked for nothing that we know, and then nothing is told. */
  readonly agreed: OptionValues;
}

/** RFC 1350: blocks of 512 bytes, each acknowledged. */
const plain: Terms = { blockSize: 512, windowSize: 1 };

const BLOCK_SIZE = { least: 8, most: 65464 }; // RFC 2348
const TIMEOUT_S = { least: 1, most: 255 }; // RFC 2349
const WINDOW_SIZE = { least: 1, most: 65535 }; // RFC 7440

/**
 * No more is in flight than sockets have room for, which on Linux is some 90 packets of Ethernet's size
 * (net.core.rmem_default): the others would be lost. A server may answer with a smaller window (RFC 7440).
 */
const MOST_WINDOW = 64;

/**
 * The terms of a transfer. An option that is unknown or out of its range is left out of the answer, which is how
 * a server declines it (RFC 2347).
 */
export function negotiate(asked: OptionValues, sizeBytes: number): Negotiated {
  let terms = plain;
  const agreed = new Map<string, string>();
  for (const [name, text] of asked) {
    const value = wholeNumber(text);
    if (value === undefined) continue;
    if (name === "blksize" && value >= BLOCK_SIZE.least) {
      terms = { ...terms, blockSize: Math.min(value, BLOCK_SIZE.most) };
      agreed.set(name, String(terms.blockSize));
    } else if (name === "timeout" && value >= TIMEOUT_S.least && value <= TIMEOUT_S.most) {
      terms = { ...terms, timeoutMs: value * 1000 };
      agreed.set(name, String(value));
    } else if (name === "tsize") {
      agreed.set(name, String(sizeBytes));
    } else if (name === "windowsize" && value >= WINDOW_SIZE.least && value <= WINDOW_SIZE.most) {
      terms = { ...terms, windowSize: Math.min(value, MOST_WINDOW) };
      agreed.set(name, String(terms.windowSize));
    }
  }
  return { terms, agreed };
}

const wholeNumber = (text: string): number | undefined =>
  /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
