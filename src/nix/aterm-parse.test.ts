import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unparse } from "./aterm.ts";
import { AtermError, parseDrv } from "./aterm-parse.ts";
import { type ByteString, byteString } from "./byte-string.ts";
import type { Drv } from "./drv.ts";

const bytes: fc.Arbitrary<ByteString> = fc.uint8Array({ maxLength: 30 }).map(byteString);
const word: fc.Arbitrary<ByteString> = fc.stringMatching(/^[a-z0-9/.-]{0,12}$/).map(byteString);
const drv: fc.Arbitrary<Drv> = fc.record({
  outputs: fc.array(fc.record({ name: word, path: word, method: word, hash: word }), { maxLength: 3 }),
  inputs: fc.array(fc.record({ drv: word, outputs: fc.array(word, { maxLength: 3 }) }), { maxLength: 3 }),
  sources: fc.array(word, { maxLength: 3 }),
  system: word,
  builder: bytes,
  args: fc.array(bytes, { maxLength: 3 }),
  env: fc.array(fc.tuple(bytes, bytes), { maxLength: 3 }),
});

const smallest = 'Derive([],[],[],"","",[],[])';

test("any derivation comes back from its text", () => {
  fc.assert(
    fc.property(drv, (given) => {
      expect(parseDrv(unparse(given))).toEqual(given);
    }),
  );
});

test("a text cut off anywhere is refused, at a byte that it has", () => {
  const text = unparse({ ...parseDrv(byteString(smallest)), args: ["a\\b\n", "c"].map(byteString) });
  for (let size = 0; size < text.length; size++) {
    expect(() => parseDrv(byteString(text.slice(0, size))), `${size} bytes`).toThrow(AtermError);
  }
  expect(() => parseDrv(byteString(`${smallest}\n`))).toThrow("Expected the end at byte 28");
});

test("a script of megabytes is read", () => {
  const script = byteString('echo "\\"\n'.repeat(200_000));
  const given = { ...parseDrv(byteString(smallest)), args: [script] };
  expect(parseDrv(unparse(given)).args).toEqual([script]);
});
