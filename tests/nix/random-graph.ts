/**
 * Random graphs of derivations, as descriptions that become both the objects of `src/nix/` and a text in the
 * Nix language. Arguments and values hold any bytes, as Latin-1; names of variables are text.
 */
import * as fc from "fast-check";

/** Nodes refer to nodes before them: `pick` modulo what there is. */
export interface RandomGraph {
  readonly trees: readonly RandomTree[];
  readonly texts: readonly RandomText[];
  readonly derivations: readonly RandomDerivation[];
}

export interface RandomTree {
  readonly name: string;
  readonly contents: string;
  readonly executable: boolean;
}

export interface RandomText {
  readonly name: string;
  readonly contents: string;
  readonly trees: readonly number[];
  readonly texts: readonly number[];
}

export interface RandomDerivation {
  readonly name: string;
  readonly system: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
  readonly fixed: RandomFixedOutput | undefined;
  readonly inputs: readonly { readonly derivation: number; readonly output: number }[];
  readonly trees: readonly number[];
  readonly texts: readonly number[];
}

export interface RandomFixedOutput {
  readonly algorithm: "md5" | "sha1" | "sha256" | "sha512";
  readonly mode: "flat" | "recursive";
  readonly hash: string;
}

const nameChars = [..."0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-._?="];

/** Names of store objects, up to what is left of 211 characters after `.drv` and an output's name. */
const name = fc
  .oneof(
    { weight: 5, arbitrary: fc.string({ unit: fc.constantFrom(...nameChars), minLength: 1, maxLength: 20 }) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(...nameChars), minLength: 180, maxLength: 199 }),
    },
  )
  .map((text) => text.replace(/^\./, "_").replace(/\.drv$/, "-drv"));

/** Any bytes but NUL, those that want escapes more often than others. */
const bytes = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 1, max: 255 }).map((byte) => String.fromCharCode(byte)),
    fc.constantFrom(
      "\n",
      "\r",
      "\t",
      '"',
      "\\",
      "$",
      "{",
      "${",
      "''",
      " ",
      "a",
      "\u00c3\u00bc",
      "\u00f0\u009f\u0098\u0080",
    ),
  ),
  maxLength: 40,
});

/** Of a variable: text, not bytes, for that is what the keys of an object can hold. */
const variable = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map((text) => text.replace(/[=\0]/g, "-")),
  )
  .filter((text) => text !== "" && !taken.has(text) && !text.startsWith("__"));

const outputNames = ["out", "dev", "doc", "man", "lib", "bin", "debug", "Z", "a.b", "x_y-z"] as const;

/** What `derivation` gives a meaning of its own, and what the oracle itself sets. */
const taken = new Set<string>([
  ...outputNames,
  ...["name", "system", "builder", "args", "outputs", "outputHash", "outputHashAlgo", "outputHashMode"],
  ...["references", "type", "drvPath", "outPath", "all", "drvAttrs", "outputName", "passthru"],
]);

const hexLengths = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const;

const fixedOutput = fc
  .record({
    algorithm: fc.constantFrom("md5", "sha1", "sha256", "sha512"),
    mode: fc.constantFrom("flat", "recursive"),
  })
  .chain(({ algorithm, mode }) => {
    const length = hexLengths[algorithm];
    const digit = fc.constantFrom(..."0123456789abcdef");
    return fc
      .string({ unit: digit, minLength: length, maxLength: length })
      .map((hash): RandomFixedOutput => ({ algorithm, mode, hash }));
  });

const pick = fc.nat({ max: 1000 });
const picks = fc.array(pick, { maxLength: 2 });

const randomDerivation: fc.Arbitrary<RandomDerivation> = fc.record({
  name,
  system: fc.constantFrom("x86_64-linux", "mips-linux", "builtin", "i686-linux"),
  args: fc.array(bytes, { maxLength: 4 }),
  env: fc.dictionary(variable, bytes, { maxKeys: 5 }),
  outputs: fc.oneof(
    { weight: 2, arbitrary: fc.constant(["out"]) },
    {
      weight: 1,
      arbitrary: fc
        .subarray([...outputNames], { minLength: 1 })
        .chain((names) => fc.shuffledSubarray(names, { minLength: 1 })),
    },
  ),
  fixed: fc.option(fixedOutput, { nil: undefined, freq: 3 }),
  inputs: fc.array(fc.record({ derivation: pick, output: pick }), { maxLength: 5 }),
  trees: picks,
  texts: picks,
});

/** A graph with so many derivations, and some sources for them. */
export const randomGraph = (derivations: number): fc.Arbitrary<RandomGraph> =>
  fc.record({
    trees: fc.array(fc.record({ name, contents: bytes, executable: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
    texts: fc.array(fc.record({ name, contents: bytes, trees: picks, texts: picks }), {
      minLength: 1,
      maxLength: 6,
    }),
    derivations: fc.array(randomDerivation, { minLength: derivations, maxLength: derivations }),
  });
