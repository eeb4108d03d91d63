/** Hashes as Nix computes and writes them (libutil/hash.cc). */
import { createHash } from "node:crypto";
import type { ByteString } from "./byte-string.ts";

export type HashAlgorithm = "md5" | "sha1" | "sha256" | "sha512";

/** Bytes in a hash of each algorithm. */
export const hashSizes: Readonly<Record<HashAlgorithm, number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha512: 64,
};

/** The hash of some bytes, in hexadecimal. */
export const hashHex = (algorithm: HashAlgorithm, contents: Uint8Array): string =>
  createHash(algorithm).update(contents).digest("hex");

/** The SHA-256 of a byte string, in hexadecimal: the fingerprints that paths are made of. */
export const sha256Hex = (contents: ByteString): string =>
  createHash("sha256").update(contents, "latin1").digest("hex");

/** Folds a hash to fewer bytes by XOR: `compressHash`. */
export function compressHash(hash: Uint8Array, sizeBytes: number): Uint8Array {
  const folded = new Uint8Array(sizeBytes);
  hash.forEach((byte, n) => {
    folded[n % sizeBytes] = (folded[n % sizeBytes] ?? 0) ^ byte;
  });
  return folded;
}

/** A hash as people meet it in Nix's messages (W3C Subresource Integrity): `sha256-…=`. */
export const toSri = (algorithm: HashAlgorithm, hex: string): string =>
  `${algorithm}-${Buffer.from(hex, "hex").toString("base64")}`;

/** The hexadecimal form of such a hash; `undefined` if it is none. */
export function fromSri(sri: string): string | undefined {
  const match = /^(md5|sha1|sha256|sha512)-([A-Za-z0-9+/]+=*)$/.exec(sri);
  const [, algorithm, base64] = match ?? [];
  if (algorithm === undefined || base64 === undefined) return undefined;
  const hash = Buffer.from(base64, "base64");
  return hash.length === hashSizes[algorithm as HashAlgorithm] ? hash.toString("hex") : undefined;
}
