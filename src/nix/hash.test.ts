import { expect, test } from "vitest";
import { toBase32 } from "./base32.ts";
import { byteString } from "./byte-string.ts";
import { compressHash, fromSri, hashHex, sha256Hex, toSri } from "./hash.ts";

const file = Buffer.from("hi\n");

test("hashes are those of nix-hash", () => {
  expect(hashHex("md5", file)).toBe("764efa883dda1e11db47671c4a3bbd9e");
  expect(sha256Hex(byteString(file))).toBe(
    "98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4",
  );
});

test("compressing folds a hash over itself", () => {
  expect(compressHash(Uint8Array.of(1, 2, 4, 8, 16), 2)).toEqual(Uint8Array.of(1 ^ 4 ^ 16, 2 ^ 8));
  // Both of the NAR of "hi\n", by `nix-hash --type sha256`, without and with `--truncate --base32`.
  const hash = Buffer.from("10551daed7fa467d0b58826e7eb9a0f2af7d693de319f2ef775fffcda244b9f6", "hex");
  expect(toBase32(compressHash(hash, 20))).toBe("7mlpvbzjl2wpx61v3jlv1fd5l10yyk7k");
});

test("a hash comes back from the form that Nix's messages have", () => {
  const sri = "sha256-mOpuTyFvL7S2n/+bOkSELDhobKaF8/VdxIxdP7EQe+Q=";
  expect(toSri("sha256", hashHex("sha256", file))).toBe(sri);
  expect(fromSri(sri)).toBe(hashHex("sha256", file));
});

test("what is no hash in that form is refused", () => {
  for (const text of ["", "sha256", "sha256-AAAA", "sha3-AAAA", `md5-${"A".repeat(44)}`]) {
    expect(fromSri(text)).toBeUndefined();
  }
});
