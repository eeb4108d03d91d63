import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameSplitter } from "./frames.ts";

const framed = (frame: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(frame.length);
  return Buffer.concat([length, frame]);
};

test("frames come out whole, however the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 20 })),
      fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
      (frames, cuts) => {
        const splitter = new FrameSplitter();
        const out: Buffer[] = [];
        let rest = Buffer.concat(frames.map(framed));
        while (rest.length > 0) {
          const size = cuts.next().value;
          out.push(...splitter.push(rest.subarray(0, size)));
          rest = rest.subarray(size);
        }
        expect(out).toEqual(frames.map(framed));
      },
    ),
  );
});
