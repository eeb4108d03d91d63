/**
 * Names of store objects: `/nix/store/<32 characters>-<name>`, where the characters are a folded hash of
 * what made the object (`makeStorePath` and its kin, libstore/store-api.cc).
 */
import { toBase32 } from "./base32.ts";
import { type ByteString, byteString } from "./byte-string.ts";
import { compressHash, type HashAlgorithm, sha256Hex } from "./hash.ts";

/** Where every store path begins, in stores under another root too. */
export const storeDir = "/nix/store";

/** Of a store path's name, in characters (`StorePath::MaxPathLen`). */
export const maxNameLength = 211;

/** What is wrong with a store object's name, as the end of a sentence; `undefined` if nothing is. */
export function faultOfName(name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > maxNameLength) return `has ${name.length} characters, more than ${maxNameLength}`;
  // Nix's versions do not agree on which names may begin with a dot.
  if (name.startsWith(".")) return "begins with a dot";
  const odd = /[^0-9A-Za-z+\-._?=]/u.exec(name)?.[0];
  return odd === undefined
    ? undefined
    : `has ${JSON.stringify(odd)}, which is not a letter, digit or one of +-._?=`;
}

/** The path of an object of some type, e.g. `output:out`, whose fingerprint's SHA-256 is known. */
export function makeStorePath(type: string, hash: string, name: string): string {
  const fingerprint = byteString(`${type}:sha256:${hash}:${storeDir}:${name}`);
  return `${storeDir}/${toBase32(compressHash(Buffer.from(sha256Hex(fingerprint), "hex"), 20))}-${name}`;
}

/** The path of a text file such as a `.drv`: `computeStorePathForText`. */
export const textPath = (name: string, contents: ByteString, references: readonly string[]): string =>
  makeStorePath(["text", ...references.toSorted()].join(":"), sha256Hex(contents), name);

/** The path of a tree that was added by its content: `makeFixedOutputPath`, recursive and SHA-256. */
export const treePath = (name: string, narSha256: string): string => makeStorePath("source", narSha256, name);

export type HashMode = "flat" | "recursive";

export interface FixedOutput {
  readonly algorithm: HashAlgorithm;
  /** Flat is the hash of one file's contents, recursive that of a NAR. */
  readonly mode: HashMode;
  /** In hexadecimal. */
  readonly hash: string;
}

/** How a fixed output's hash is meant, e.g. `r:sha256`: `printMethodAlgo`. */
export const methodAlgorithm = ({ mode, algorithm }: FixedOutput): string =>
  mode === "recursive" ? `r:${algorithm}` : algorithm;

/** The path of an output that is known by its hash: `makeFixedOutputPath`. */
export function fixedOutputPath(name: string, fixed: FixedOutput): string {
  if (fixed.mode === "recursive" && fixed.algorithm === "sha256") return treePath(name, fixed.hash);
  const fingerprint = byteString(`fixed:out:${methodAlgorithm(fixed)}:${fixed.hash}:`);
  return makeStorePath("output:out", sha256Hex(fingerprint), name);
}

/** The name of one output of a derivation: `outputPathName`. */
export const outputPathName = (name: string, output: string): string =>
  output === "out" ? name : `${name}-${output}`;

/** The path of an output that is known by how it is made: `makeOutputPath`. */
export const outputPath = (name: string, output: string, hashModulo: string): string =>
  makeStorePath(`output:${output}`, hashModulo, outputPathName(name, output));

/** The name within a store path: `hello-1.0.drv` of `/nix/store/…-hello-1.0.drv`. */
export const nameOfPath = (path: string): string => path.slice(storeDir.length + 34);
