import { expect, test } from "vitest";
import { type Attribute, be32, text, writeAttributes } from "./attributes.ts";
import { describeMessage, splitBatch } from "./describe-message.ts";
import { encodeMessage, MSG, NFPROTO_INET } from "./messages.ts";
import { parseReplies } from "./replies.ts";

/** NLMSG_ERROR, capped, with words. */
function refusal(errno: number, sequence: number, words: string, littleEndian: boolean): Uint8Array {
  const attributes: readonly Attribute[] = [[1, text(words)]];
  const bytes = new Uint8Array(200);
  const view = new DataView(bytes.buffer);
  const end = writeAttributes(view, 36, attributes, littleEndian);
  view.setUint32(0, end, littleEndian);
  view.setUint16(4, 2, littleEndian);
  view.setUint16(6, 0x300, littleEndian);
  view.setInt32(16, -errno, littleEndian);
  view.setUint32(28, sequence, littleEndian);
  return bytes.slice(0, end);
}

const comment = Uint8Array.from([0, 4, ...text("why")]);
const rule = (chain: string) => ({
  type: MSG.newRule,
  flags: 0,
  family: NFPROTO_INET,
  attributes: [
    [1, text("firewall")],
    [2, text(chain)],
    [4, [[1, be32(1)]]],
    [7, comment],
  ] as const,
});

for (const littleEndian of [true, false]) {
  const order = littleEndian ? "little" : "big";

  test(`a refusal has a number, and the kernel's words, ${order}-endian`, () => {
    expect(parseReplies(refusal(2, 7, "no such chain", littleEndian), littleEndian)).toEqual([
      { kind: "error", errno: 2, sequence: 7, words: "no such chain" },
    ]);
  });

  test(`the message that it is about is called by its place in its chain, ${order}-endian`, () => {
    const messages = ["input", "forward", "input"].map((chain, index) =>
      encodeMessage(rule(chain), index + 1, littleEndian),
    );
    const batch = Uint8Array.from(messages.flatMap((one) => [...one]));
    const split = splitBatch(batch, littleEndian);
    expect(split).toHaveLength(3);
    expect(describeMessage(split, 2, littleEndian)).toBe("rule 2 of chain 'input' (why)");
    expect(describeMessage(split, 1, littleEndian)).toBe("rule 1 of chain 'forward' (why)");
  });
}

test("what is cut off is passed over", () => {
  expect(parseReplies(refusal(2, 7, "no such chain", true).slice(0, 30), true)).toEqual([]);
});
