import { expect, test } from "vitest";
import { type Derivation, derivation } from "./derivation.ts";

const fetched = (url: string): Derivation =>
  derivation({
    name: "file",
    system: "builtin",
    builder: "builtin:fetchurl",
    env: { url },
    fixedOutput: { algorithm: "sha256", mode: "flat", hash: "7".repeat(64) },
  });

const use = (name: string, ...inputs: readonly Derivation[]): Derivation =>
  derivation({
    name,
    system: "x86_64-linux",
    builder: "/builder",
    outputs: ["out", "dev"],
    inputs: inputs.map((input) => ({ derivation: input, outputs: ["out"] })),
  });

const here = fetched("http://a.example/file");
const there = fetched("http://b.example/file");

test("another mirror changes the .drv of a fetch and of all that uses it, but no output path", () => {
  const [ours, theirs] = [use("program", use("library", here)), use("program", use("library", there))];
  expect(there.drvPath).not.toBe(here.drvPath);
  expect(there.outputs).toEqual(here.outputs);
  expect(theirs.drvPath).not.toBe(ours.drvPath);
  expect(theirs.outputs).toEqual(ours.outputs);
});

test("one file from two mirrors counts once", () => {
  expect(use("x", here, there).outputs).toEqual(use("x", here).outputs);
});

test("what is made of one file from two mirrors is one input, with the outputs that are used of either", () => {
  const [one, other] = [use("library", here), use("library", there)];
  const spec = { name: "x", system: "x86_64-linux", builder: "/builder" };
  const both = derivation({ ...spec, inputs: [{ derivation: one, outputs: ["out", "dev"] }] });
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const inputs = [
      { derivation: first, outputs: ["out"] },
      { derivation: second, outputs: ["dev"] },
    ];
    expect(derivation({ ...spec, inputs }).outputs).toEqual(both.outputs);
  }
});

test("another input changes every output path", () => {
  const [one, other] = [use("x", use("a")), use("x", use("b"))];
  expect(other.outputs.out).not.toBe(one.outputs.out);
  expect(other.outputs.dev).not.toBe(one.outputs.dev);
});

test("hashing looks at each derivation of a graph once, however many paths lead to it", () => {
  // Two ways at each of 60 steps: 2^60 ways in all.
  let top = use("bottom");
  for (let depth = 0; depth < 60; depth++) {
    const [left, right] = [use(`left${depth}`, top), use(`right${depth}`, top)];
    top = use(`top${depth}`, left, right);
  }
  expect(top.drvPath).toContain("top59");
});
