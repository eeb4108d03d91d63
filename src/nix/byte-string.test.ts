import * as fc from "fast-check";
import { expect, test } from "vitest";
import { byteString, bytesOf, compareBytes, textOf } from "./byte-string.ts";

test("any bytes come back from their byte string", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Buffer.compare(bytesOf(byteString(bytes)), bytes)).toBe(0);
    }),
  );
});

test("text becomes UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(Buffer.compare(bytesOf(byteString(text)), Buffer.from(text, "utf8"))).toBe(0);
      expect(textOf(byteString(text))).toBe(text);
    }),
  );
});

test("byte strings are ordered by bytes, which UTF-16 is not", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      expect(compareBytes(byteString(a), byteString(b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
  const [emoji, private_] = ["\u{1F600}", "\uFFFD"];
  expect(emoji < private_).toBe(true);
  expect(compareBytes(byteString(emoji), byteString(private_))).toBe(1);
});
