/**
 * The receiving side of a transfer, for tests and benchmarks: a client that takes blocks as RFC 1350 and
 * RFC 7440 (section 4) want it to, and answers to what comes twice.
 */

export interface Receiver {
  readonly blockSize: number;
  readonly windowSize: number;
  /** The last block that came in order, counted from 1, never wrapping. */
  readonly received: number;
  /** How many came in order since the last acknowledgement. */
  readonly unanswered: number;
  /** The last block that came out of order since one came in order. */
  readonly strayBlock?: number;
  readonly finished: boolean;
}

export interface Taken {
  readonly receiver: Receiver;
  /** Whether the bytes of the block are the next of the file. */
  readonly keep: boolean;
  /** The number to answer with, if there is to be an answer. */
  readonly acknowledge?: number;
}

export const startReceiver = (blockSize: number, windowSize: number): Receiver => ({
  blockSize,
  windowSize,
  received: 0,
  unanswered: 0,
  finished: false,
});

/** What a client does with a block that arrived: `block` is its number in the packet, of 16 bits. */
export function takeBlock(receiver: Receiver, block: number, lengthBytes: number): Taken {
  const { received, blockSize, windowSize, finished } = receiver;
  if (finished || block !== ((received + 1) & 0xffff)) return takeStray(receiver, block);
  const isLast = lengthBytes < blockSize;
  const unanswered = receiver.unanswered + 1;
  const answer = isLast || unanswered === windowSize;
  return {
    receiver: {
      blockSize,
      windowSize,
      received: received + 1,
      unanswered: answer ? 0 : unanswered,
      finished: isLast,
    },
    keep: true,
    ...(answer ? { acknowledge: block } : {}),
  };
}

/** Out of order: what is the last that is here is told, but once for all that follow in one window. */
function takeStray(receiver: Receiver, block: number): Taken {
  const { strayBlock, received, windowSize } = receiver;
  const ahead = strayBlock === undefined ? 0 : (block - strayBlock) & 0xffff;
  const told = ahead > 0 && ahead < windowSize;
  return {
    receiver: { ...receiver, unanswered: 0, strayBlock: block },
    keep: false,
    ...(told ? {} : { acknowledge: received & 0xffff }),
  };
}
