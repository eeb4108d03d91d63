/**
 * What a `.drv` file says, field by field in its order (`struct Derivation`, libstore/derivations.hh).
 * Lists keep the order of the file, so that what was read can be written again byte for byte.
 */
import { type ByteString, byteString } from "./byte-string.ts";

export interface Drv {
  readonly outputs: readonly DrvOutput[];
  readonly inputs: readonly DrvInput[];
  readonly sources: readonly ByteString[];
  readonly system: ByteString;
  readonly builder: ByteString;
  readonly args: readonly ByteString[];
  readonly env: readonly (readonly [name: ByteString, value: ByteString])[];
}

export interface DrvOutput {
  readonly name: ByteString;
  readonly path: ByteString;
  /** `sha256` or `r:sha256` for a fixed output, else empty. */
  readonly method: ByteString;
  /** In hexadecimal for a fixed output, else empty. */
  readonly hash: ByteString;
}

export interface DrvInput {
  /** A `.drv` file's path or, while hashing, the hash that stands for it. */
  readonly drv: ByteString;
  readonly outputs: readonly ByteString[];
}

/** The same with some output paths, which a derivation has twice: with its outputs and in its environment. */
export function withOutputPaths(drv: Drv, paths: Readonly<Record<string, string>>): Drv {
  // Names of outputs are ASCII: their byte strings are their text.
  const pathOf = (name: ByteString): ByteString | undefined =>
    Object.hasOwn(paths, name) ? byteString(paths[name] ?? "") : undefined;
  return {
    ...drv,
    outputs: drv.outputs.map((output) => ({ ...output, path: pathOf(output.name) ?? output.path })),
    env: drv.env.map(([name, value]) => [name, pathOf(name) ?? value]),
  };
}
