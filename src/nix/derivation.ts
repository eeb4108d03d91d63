/** Derivations: what to build and from what, with every path known before anything is built. */
import { unparse } from "./aterm.ts";
import { type ByteString, byteString, bytesOf, compareBytes } from "./byte-string.ts";
import { checkSpec } from "./check-spec.ts";
import { type Drv, type DrvInput, withOutputPaths } from "./drv.ts";
import { hashModulo } from "./hash-modulo.ts";
import type { Source } from "./source.ts";
import { type FixedOutput, fixedOutputPath, methodAlgorithm, outputPath, textPath } from "./store-path.ts";

export interface DerivationSpec {
  readonly name: string;
  /** What the builder runs on, e.g. `x86_64-linux`, or `builtin` for what Nix does itself. */
  readonly system: string;
  readonly builder: string;
  readonly args?: readonly (string | Uint8Array)[];
  /** The builder's environment, to which each output's path is added under the output's name. */
  readonly env?: Readonly<Record<string, string | Uint8Array>>;
  /** One output called `out` unless given. */
  readonly outputs?: readonly string[];
  readonly inputs?: readonly DerivationInput[];
  readonly sources?: readonly Source[];
  readonly fixedOutput?: FixedOutput;
}

export interface DerivationInput {
  readonly derivation: Derivation;
  readonly outputs: readonly string[];
}

export interface Derivation {
  readonly kind: "derivation";
  readonly name: string;
  readonly system: string;
  readonly builder: string;
  readonly args: readonly (string | Uint8Array)[];
  readonly env: Readonly<Record<string, string | Uint8Array>>;
  readonly inputs: readonly DerivationInput[];
  readonly sources: readonly Source[];
  readonly fixedOutput?: FixedOutput;
  readonly drvPath: string;
  /** The store path of each output. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The contents of the `.drv` file. */
  readonly aterm: Uint8Array;
}

/** The derivation that a description comes to. Throws a DerivationError if Nix would not take it. */
export function derivation(spec: DerivationSpec): Derivation {
  checkSpec(spec);
  const hashes = new Map(
    spec.inputs?.map(({ derivation }) => [byteString(derivation.drvPath), hashOf(derivation)]),
  );
  const inputHash = (drvPath: ByteString): string => hashes.get(drvPath) ?? "";
  const masked = toDrv(spec);
  const outputs = outputPaths(spec, masked, inputHash);
  const drv = withOutputPaths(masked, outputs);
  const text = unparse(drv);
  const references = [...drv.sources, ...drv.inputs.map((input) => input.drv)];
  const made: Derivation = Object.freeze({
    kind: "derivation",
    name: spec.name,
    system: spec.system,
    builder: spec.builder,
    args: Object.freeze([...(spec.args ?? [])]),
    env: Object.freeze({ ...spec.env, ...outputs }),
    inputs: Object.freeze([...(spec.inputs ?? [])]),
    sources: Object.freeze([...(spec.sources ?? [])]),
    ...(spec.fixedOutput === undefined ? {} : { fixedOutput: Object.freeze({ ...spec.fixedOutput }) }),
    drvPath: textPath(`${spec.name}.drv`, text, references),
    outputs: Object.freeze(outputs),
    aterm: bytesOf(text),
  });
  hashesModulo.set(made, hashModulo(drv, inputHash));
  return made;
}

/** Each derivation's hash as an input, computed once: graphs share most of their nodes. */
const hashesModulo = new WeakMap<Derivation, string>();

function hashOf(input: Derivation): string {
  const hash = hashesModulo.get(input);
  if (hash === undefined) throw new Error(`'${input.drvPath}' was not made by derivation()`);
  return hash;
}

function outputPaths(
  { name, fixedOutput, outputs = ["out"] }: DerivationSpec,
  masked: Drv,
  inputHash: (drvPath: ByteString) => string,
): Readonly<Record<string, string>> {
  if (fixedOutput !== undefined) return { out: fixedOutputPath(name, fixedOutput) };
  const hash = hashModulo(masked, inputHash);
  return Object.fromEntries(outputs.map((output) => [output, outputPath(name, output, hash)]));
}

/** The description as a `.drv` has it, sorted by bytes, but for the output paths, which it is to give. */
function toDrv(spec: DerivationSpec): Drv {
  const { fixedOutput: fixed, outputs = ["out"] } = spec;
  const method = byteString(fixed === undefined ? "" : methodAlgorithm(fixed));
  const hash = byteString(fixed?.hash ?? "");
  const paths = Object.fromEntries(outputs.map((output) => [output, ""]));
  return {
    outputs: outputs
      .map((name) => ({ name: byteString(name), path: byteString(""), method, hash }))
      .toSorted((a, b) => compareBytes(a.name, b.name)),
    inputs: mergedInputs(spec.inputs ?? []),
    sources: [...new Set(spec.sources?.map(({ path }) => byteString(path)))].toSorted(compareBytes),
    system: byteString(spec.system),
    builder: byteString(spec.builder),
    args: (spec.args ?? []).map(byteString),
    env: Object.entries({ ...spec.env, ...paths })
      .map(([name, value]) => [byteString(name), byteString(value)] as const)
      .toSorted(([a], [b]) => compareBytes(a, b)),
  };
}

function mergedInputs(inputs: readonly DerivationInput[]): DrvInput[] {
  const merged = new Map<string, Set<string>>();
  for (const { derivation, outputs } of inputs) {
    const known = merged.get(derivation.drvPath) ?? new Set();
    merged.set(derivation.drvPath, known);
    for (const output of outputs) known.add(output);
  }
  return [...merged]
    .map(([drvPath, outputs]) => ({
      drv: byteString(drvPath),
      outputs: [...outputs].map(byteString).toSorted(compareBytes),
    }))
    .toSorted((a, b) => compareBytes(a.drv, b.drv));
}
