/** Where a file comes from must not matter to what is made of it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Derivation, derivation, openStore } from "../../src/nix/index.ts";
import { scratchStore } from "./scratch-store.ts";

const fetched = (url: string): Derivation =>
  derivation({
    name: "file",
    system: "builtin",
    builder: "builtin:fetchurl",
    env: { url, outputHashMode: "flat" },
    fixedOutput: { algorithm: "sha256", mode: "flat", hash: "7".repeat(64) },
  });

const use = (name: string, ...inputs: readonly Derivation[]): Derivation =>
  derivation({
    name,
    system: "x86_64-linux",
    builder: "/builder",
    outputs: ["out", "dev"],
    env: { src: inputs.map(({ outputs }) => outputs.out ?? "").join(" ") },
    inputs: inputs.map((input) => ({ derivation: input, outputs: ["out"] })),
  });

test("another mirror changes the .drv of a fetch, and no output path from there on", () => {
  const [here, there] = ["http://a.example/file", "http://b.example/file"].map(fetched);
  expect(here?.drvPath).not.toBe(there?.drvPath);
  expect(here?.outputs).toEqual(there?.outputs);

  const graphs = [here, there].map((file) =>
    use("program", use("library", ...(file === undefined ? [] : [file]))),
  );
  const [ours, theirs] = graphs;
  expect(ours?.drvPath).not.toBe(theirs?.drvPath);
  expect(ours?.outputs).toEqual(theirs?.outputs);
});

test("Nix takes a graph that has one file from two mirrors, and computes the same paths for it", async () => {
  await using real = await scratchStore();
  const both = use("both", fetched("http://a.example/file"), fetched("http://b.example/file"));
  const program = use("program", both);
  // Importing a .drv, Nix computes its output paths and refuses others (`checkDerivationOutputs`).
  expect(await openStore({ store: real.store }).instantiate([program])).toBe(4);
  const file = await readFile(join(real.store, program.drvPath));
  expect(Buffer.compare(file, program.aterm)).toBe(0);
  expect(
    (await real.nix("nix-store", "--query", "--outputs", program.drvPath)).toString().trim().split("\n"),
  ).toEqual(expect.arrayContaining(Object.values(program.outputs)));
});
