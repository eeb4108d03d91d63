/**
 * The hash that stands for a derivation in the output paths of those that use it: `hashDerivationModulo`,
 * libstore/derivations.cc. It looks through fixed outputs, which are the same however they were made, so
 * that another URL for a file changes no path after it.
 */
import { unparse } from "./aterm.ts";
import { type ByteString, byteString, compareBytes } from "./byte-string.ts";
import type { Drv, DrvInput } from "./drv.ts";
import { sha256Hex } from "./hash.ts";

/**
 * The hash of a derivation, given the hashes of its inputs. Of one with empty output paths (`maskOutputs`) it is
 * what these paths are made from.
 */
export function hashModulo(drv: Drv, inputHash: (drvPath: ByteString) => string): string {
  const [output] = drv.outputs;
  if (output !== undefined && output.hash !== "") {
    return sha256Hex(byteString(`fixed:out:${output.method}:${output.hash}:${output.path}`));
  }
  return sha256Hex(unparse({ ...drv, inputs: inputsModulo(drv.inputs, inputHash) }));
}

/** Two inputs that differ only in where a fixed output is fetched from become one, with both's outputs. */
function inputsModulo(inputs: readonly DrvInput[], inputHash: (drvPath: ByteString) => string): DrvInput[] {
  const merged = new Map<ByteString, Set<ByteString>>();
  for (const { drv, outputs } of inputs) {
    const hash = byteString(inputHash(drv));
    const known = merged.get(hash) ?? new Set();
    merged.set(hash, known);
    for (const output of outputs) known.add(output);
  }
  return [...merged]
    .map(([drv, outputs]) => ({ drv, outputs: [...outputs].toSorted(compareBytes) }))
    .toSorted((a, b) => compareBytes(a.drv, b.drv));
}
