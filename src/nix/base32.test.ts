import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase32, toBase32 } from "./base32.ts";

// Of the file "hi\n", by `nix-hash --flat` with and without `--base32`.
const vectors = [
  ["764efa883dda1e11db47671c4a3bbd9e", "4yplxll7378zdi27ns7n4glkkn"],
  [
    "98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4",
    "1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq",
  ],
  [
    "d78abb0542736865f94704521609c230dac03a2f369d043ac212d6933b91410e06399e37f9c5cc88436a31737330c1c8eccb2c2f9f374d62f716432a32d50fac",
    "2n0zm9j591idxv29lvrybrcrgncih9hfdrk2sj3i36cby9pkqwhc3j1j4xr7mhjq8x0979n5wxc1nihq84iclh48zwnas3k882vp2np",
  ],
] as const;

test.each(vectors)("%s is what Nix writes in base 32", (hex, base32) => {
  expect(toBase32(Buffer.from(hex, "hex"))).toBe(base32);
  expect(Buffer.from(fromBase32(base32) ?? []).toString("hex")).toBe(hex);
});

test("any bytes come back from their base 32", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
});

test("letters that base 32 leaves out, and bits beyond the last byte, are refused", () => {
  for (const text of ["e", "0e", "4yplxll7378zdi27ns7n4glkku", "z0", "1"])
    expect(fromBase32(text)).toBeUndefined();
});
