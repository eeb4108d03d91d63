import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startReceiver, takeBlock } from "../testing/tftp/receiver.ts";
import type { Terms } from "./negotiate.ts";
import { startSender, stepSender } from "./sender.ts";

const lockstep: Terms = { blockSize: 512, windowSize: 1 };
const windows: Terms = { blockSize: 512, windowSize: 4 };

/** A sender that can be talked to; gives what it sends, as "1-4", or what else it does. */
function talk(terms: Terms, sizeBytes: number, withOptions = false) {
  let { sender, action } = startSender(terms, sizeBytes, withOptions, 0);
  let nowMs = 0;
  const waitMs = () => (action.kind === "send" ? action.waitMs : 1000);
  const said = (): string => {
    if (action.kind !== "send") return action.kind;
    if (action.last < action.first) return "nothing";
    return action.first === action.last ? `${action.first}` : `${action.first}-${action.last}`;
  };
  const step = (event: { kind: "timeout" } | { kind: "acknowledgement"; block: number }, afterMs: number) => {
    nowMs += afterMs;
    ({ sender, action } = stepSender(sender, { ...event, atMs: nowMs }));
    return said();
  };
  return {
    first: said(),
    acknowledge: (block: number, afterMs = 1) =>
      step({ kind: "acknowledgement", block: block & 0xffff }, afterMs),
    wait: () => step({ kind: "timeout" }, waitMs()),
    waitMs,
  };
}

describe("block by block", () => {
  test("a file goes over, and the last block is the short one", () => {
    const peer = talk(lockstep, 1025);
    expect(peer.first).toBe("1");
    expect([1, 2, 3].map((block) => peer.acknowledge(block))).toEqual(["2", "3", "done"]);
  });

  test("a file of whole blocks ends with an empty one", () => {
    const peer = talk(lockstep, 1024);
    expect([1, 2, 3].map((block) => peer.acknowledge(block))).toEqual(["2", "3", "done"]);
  });

  test("an empty file is one block", () => expect(talk(lockstep, 0).acknowledge(1)).toBe("done"));

  test("the answer to options goes first, and is acknowledged as block 0", () => {
    const peer = talk(lockstep, 100, true);
    expect([peer.first, peer.wait(), peer.acknowledge(0), peer.acknowledge(1)]).toEqual([
      "0",
      "0",
      "1",
      "done",
    ]);
  });

  test("an acknowledgement that comes again has nothing sent again (Sorcerer's Apprentice)", () => {
    const peer = talk(lockstep, 10_000);
    expect([1, 1, 1, 0, 2, 1, 2].map((block) => peer.acknowledge(block))).toEqual([
      "2",
      "ignore",
      "ignore",
      "ignore",
      "3",
      "ignore",
      "ignore",
    ]);
  });

  test("the number after 65535 is 0", () => {
    const peer = talk(lockstep, 512 * 140_000);
    for (let block = 1; block <= 140_000; block++) expect(peer.acknowledge(block)).toBe(`${block + 1}`);
    expect(peer.acknowledge(140_001)).toBe("done");
  });
});

describe("by windows", () => {
  test("each is acknowledged as a whole", () => {
    const peer = talk(windows, 512 * 9);
    expect(peer.first).toBe("1-4");
    expect([4, 8, 10].map((block) => peer.acknowledge(block))).toEqual(["5-8", "9-10", "done"]);
  });

  test("a gap has all after it sent again", () => {
    const peer = talk(windows, 10_000);
    expect([2, 6].map((block) => peer.acknowledge(block))).toEqual(["3-6", "7-10"]);
  });

  test("a lost first block has the window sent again, once", () => {
    const peer = talk(windows, 100_000);
    expect([4, 8, 8, 8].map((block) => peer.acknowledge(block))).toEqual(["5-8", "9-12", "9-12", "nothing"]);
  });

  test("copies of a window that was sent twice do not have the next one sent twice", () => {
    const peer = talk(windows, 100_000);
    expect([4, 8, 8, 12, 12, 12, 16].map((block) => peer.acknowledge(block))).toEqual([
      "5-8",
      "9-12",
      "9-12",
      "13-16",
      "nothing",
      "nothing",
      "17-20",
    ]);
  });
});

describe("waits", () => {
  test("are short where the client has told of a gap that may be of copies", () => {
    const peer = talk({ ...windows, timeoutMs: 5000 }, 100_000);
    peer.acknowledge(4, 2);
    expect([peer.acknowledge(6), peer.waitMs()]).toEqual(["7-10", 5000]);
    expect([peer.acknowledge(8), peer.waitMs()]).toEqual(["11-12", 40]);
    expect([peer.wait(), peer.waitMs()]).toEqual(["9-12", 5000]);
  });

  test("are a second at first, then some times what answers take, and longer each time", () => {
    const peer = talk(lockstep, 100_000);
    expect(peer.waitMs()).toBe(1000);
    peer.acknowledge(1, 50);
    expect(peer.waitMs()).toBe(200);
    expect([peer.wait(), peer.waitMs()]).toEqual(["2", 400]);
    for (let count = 0; count < 5; count++) peer.wait();
    expect(peer.waitMs()).toBe(2000);
  });

  test("are what the client asked for", () => {
    const peer = talk({ ...lockstep, timeoutMs: 7000 }, 10_000);
    peer.acknowledge(1, 50);
    expect([peer.waitMs(), peer.wait(), peer.waitMs()]).toEqual([7000, "2", 7000]);
  });

  test.each([
    ["in the middle", 10_000, 30],
    ["at the end", 10, 10],
  ])("end when the client is silent %s", (_, sizeBytes, seconds) => {
    const terms = { ...lockstep, timeoutMs: 1000 };
    const peer = talk(terms, sizeBytes);
    for (let count = 1; count < seconds; count++) expect(peer.wait()).toBe("1");
    expect(peer.wait()).toBe("give-up");
  });
});

/** Packets under way between a sender and a receiver, which the network loses, doubles and reorders as it likes. */
function transferOver(
  terms: Terms,
  lastBlock: number,
  choose: () => "deliver" | "lose" | "double" | "late",
): { readonly kept: readonly number[]; readonly sends: number } {
  const sizeBytes = terms.blockSize * (lastBlock - 1);
  const kept: number[] = [];
  let receiver = startReceiver(terms.blockSize, terms.windowSize);
  let sends = 0;
  let atMs = 0;
  const toClient: number[] = [];
  const toServer: number[] = [];
  const put = (queue: number[], block: number): void => {
    const fate = choose();
    if (fate === "late") queue.splice(Math.max(0, queue.length - 3), 0, block);
    else if (fate !== "lose") queue.push(...(fate === "double" ? [block, block] : [block]));
  };
  let { sender, action } = startSender(terms, sizeBytes, false, atMs);
  const act = (): boolean => {
    if (action.kind === "send") {
      for (let block = action.first; block <= action.last; block++) put(toClient, block);
      sends += action.last - action.first + 1;
    }
    return action.kind === "done" || action.kind === "give-up";
  };
  for (let ended = act(); !ended; ) {
    atMs += 1;
    const block = toClient.shift();
    if (block !== undefined) {
      const taken = takeBlock(receiver, block & 0xffff, block === lastBlock ? 0 : terms.blockSize);
      receiver = taken.receiver;
      if (taken.keep) kept.push(block);
      if (taken.acknowledge !== undefined) put(toServer, taken.acknowledge);
    }
    const acknowledged = toServer.shift();
    if (acknowledged !== undefined) {
      ({ sender, action } = stepSender(sender, { kind: "acknowledgement", block: acknowledged, atMs }));
      ended = act();
    } else if (block === undefined) {
      // Nothing is under way: only the clock can help.
      atMs += action.kind === "send" ? action.waitMs : 100;
      ({ sender, action } = stepSender(sender, { kind: "timeout", atMs }));
      ended = act();
    }
  }
  expect(action.kind).toBe("done");
  return { kept, sends };
}

const someTerms = fc.record({ blockSize: fc.constant(512), windowSize: fc.integer({ min: 1, max: 40 }) });
const inOrder = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Numbers from 0 to 99 that a seed determines: an unlucky network, but no malicious one. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * 100);
  };
}

test("whatever the network loses, doubles and reorders, the file arrives once and in order", () =>
  fc.assert(
    fc.property(
      someTerms,
      fc.integer({ min: 1, max: 300 }),
      fc.integer(),
      fc.integer({ min: 0, max: 5 }),
      (terms, lastBlock, seed, badness) => {
        const roll = dice(seed);
        const choose = () => {
          const value = roll();
          if (value < badness) return "lose";
          if (value < 2 * badness) return "double";
          return value < 3 * badness ? "late" : "deliver";
        };
        expect(transferOver(terms, lastBlock, choose).kept).toEqual(inOrder(lastBlock));
      },
    ),
    { numRuns: 300 },
  ));

test("over a network that doubles everything, a block goes out once one by one, and no more than twice in windows", () =>
  fc.assert(
    fc.property(someTerms, fc.integer({ min: 1, max: 300 }), (terms, lastBlock) => {
      const { sends } = transferOver(terms, lastBlock, () => "double");
      expect(sends).toBeLessThanOrEqual((terms.windowSize === 1 ? 1 : 2) * lastBlock);
    }),
  ));

test("one packet that comes twice has no more than a window sent again", () =>
  fc.assert(
    fc.property(someTerms, fc.integer({ min: 1, max: 300 }), fc.nat(300), (terms, lastBlock, which) => {
      let count = 0;
      const { sends } = transferOver(terms, lastBlock, () => (count++ === which ? "double" : "deliver"));
      expect(sends).toBeLessThanOrEqual(lastBlock + (terms.windowSize === 1 ? 0 : terms.windowSize));
    }),
  ));
