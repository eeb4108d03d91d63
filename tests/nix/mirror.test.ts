/** Where a file comes from must not matter to what is made of it. */
import { expect, test } from "vitest";
import { type Derivation, type DerivationInput, derivation, openStore } from "../../src/nix/index.ts";
import { scratchStore } from "./scratch-store.ts";

const fetched = (url: string): Derivation =>
  derivation({
    name: "file",
    system: "builtin",
    builder: "builtin:fetchurl",
    env: { url, outputHashMode: "flat" },
    fixedOutput: { algorithm: "sha256", mode: "flat", hash: "7".repeat(64) },
  });

const use = (name: string, ...inputs: readonly DerivationInput[]): Derivation =>
  derivation({
    name,
    system: "x86_64-linux",
    builder: "/builder",
    outputs: ["out", "dev"],
    env: {
      src: inputs.map(({ derivation, outputs }) => outputs.map((name) => derivation.outputs[name])).join(" "),
    },
    inputs,
  });

const files = ["http://a.example/file", "http://b.example/file"].map(fetched);
const libraries = files.map((file) => use("library", { derivation: file, outputs: ["out"] }));
const programs = libraries.map((library) => use("program", { derivation: library, outputs: ["dev"] }));

test.each([
  ["a fetch", files],
  ["what is made of it", libraries],
  ["what is made of that", programs],
])("another mirror changes the .drv of %s, and no output path", (_, [here, there]) => {
  expect(here?.drvPath).not.toBe(there?.drvPath);
  expect(here?.outputs).toEqual(there?.outputs);
});

test("Nix computes the same output paths for a graph that has one file from two mirrors", async () => {
  await using real = await scratchStore();
  // By its hash the library is one input, of which both outputs are used.
  const wanted = [["out"], ["dev"]];
  const inputs = libraries.map((library, n) => ({ derivation: library, outputs: wanted[n] ?? [] }));
  const program = use("program", ...inputs);
  // When Nix takes a .drv it computes the output paths and refuses others (`checkDerivationOutputs`).
  expect(await openStore({ store: real.store }).instantiate([program])).toBe(5);
  const outputs = await real.nix("nix-store", "--query", "--outputs", program.drvPath);
  expect(outputs.toString().trim().split("\n").toSorted()).toEqual(Object.values(program.outputs).toSorted());
});
