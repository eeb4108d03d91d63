import { describe, expect, test } from "vitest";
import { parseDrv } from "./aterm-parse.ts";
import { byteString } from "./byte-string.ts";
import { type DerivationSpec, derivation } from "./derivation.ts";
import { DerivationError, type DerivationFault } from "./derivation-error.ts";
import { textSource, treeSource } from "./source.ts";

const spec: DerivationSpec = { name: "x", system: "x86_64-linux", builder: "/builder" };
const fixedOutput = { algorithm: "sha256", mode: "flat", hash: "0".repeat(64) } as const;

test("a derivation is the one that Nix makes of the same attributes", () => {
  const hello = derivation({
    ...spec,
    name: "fetched.tar.xz",
    system: "builtin",
    builder: "builtin:fetchurl",
    env: {
      name: "fetched.tar.xz",
      system: "builtin",
      builder: "builtin:fetchurl",
      url: "http://a.example/fetched.tar.xz",
      outputHash: "6f9a5b4b8e1cd6d3e34e3e8f1f5a5e4d8a4b38ac5bd1dd7ff6c7a6b7e2f31d20",
      outputHashAlgo: "sha256",
      outputHashMode: "flat",
    },
    fixedOutput: { ...fixedOutput, hash: "6f9a5b4b8e1cd6d3e34e3e8f1f5a5e4d8a4b38ac5bd1dd7ff6c7a6b7e2f31d20" },
  });
  expect(hello.drvPath).toBe("/nix/store/kxxb7gmjjf7cv5r06vrjncv1ba212mh3-fetched.tar.xz.drv");
  expect(hello.outputs).toEqual({ out: "/nix/store/zf9aanja75gfmz6k60rj1r0j38gy72fc-fetched.tar.xz" });
});

test("the builder finds each output's path under the output's name", () => {
  const { env, outputs } = derivation({ ...spec, outputs: ["out", "dev"], env: { HOME: "/" } });
  expect(env).toEqual({ HOME: "/", ...outputs });
  expect(outputs.dev).toMatch(/-x-dev$/);
});

test("a derivation and all that it holds is frozen", () => {
  const made = derivation({ ...spec, env: { a: "b" }, args: ["c"], outputs: ["out"] });
  for (const part of [made, made.env, made.args, made.outputs, made.inputs, made.sources]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test("what the caller changes afterwards changes nothing", () => {
  const args = ["a"];
  const made = derivation({ ...spec, args });
  args.push("b");
  expect(made.args).toEqual(["a"]);
});

test("the order in which a description lists inputs, sources, outputs and variables does not count", () => {
  const [a, b] = ["a", "b"].map((name) => ({ derivation: derivation({ ...spec, name }), outputs: ["out"] }));
  const [s, t] = [textSource("s", ""), treeSource("t", { kind: "file", contents: "" })];
  if (a === undefined || b === undefined) throw new Error("unreachable");
  const one = derivation({
    ...spec,
    inputs: [a, b],
    sources: [s, t],
    outputs: ["out", "dev"],
    env: { x: "1", y: "2" },
  });
  const other = derivation({
    ...spec,
    inputs: [b, a, b],
    sources: [t, s, t],
    outputs: ["dev", "out"],
    env: { y: "2", x: "1" },
  });
  expect(other.drvPath).toBe(one.drvPath);
});

test("outputs of one input that are named apart become one input", () => {
  const input = derivation({ ...spec, outputs: ["out", "dev"] });
  const { aterm } = derivation({
    ...spec,
    inputs: [
      { derivation: input, outputs: ["out"] },
      { derivation: input, outputs: ["dev", "out"] },
    ],
  });
  expect(parseDrv(byteString(aterm)).inputs).toEqual([{ drv: input.drvPath, outputs: ["dev", "out"] }]);
});

test("bytes that are no text reach the .drv as they are", () => {
  const { aterm } = derivation({
    ...spec,
    args: [Uint8Array.of(0xff, 0x22)],
    env: { odd: Uint8Array.of(0xfe) },
  });
  const { args, env } = parseDrv(byteString(aterm));
  expect(args).toEqual(['\u00ff"']);
  expect(env).toContainEqual(["odd", "\u00fe"]);
});

const input = derivation({ ...spec, name: "input", outputs: ["out", "dev"] });

describe("a derivation is refused", () => {
  test.each<[string, Partial<DerivationSpec>, DerivationFault["kind"], string]>([
    ["without a name", { name: "" }, "bad-name", "is empty"],
    ["with a name for a path", { name: "a/b" }, "bad-name", 'has "/"'],
    ["with the name of a .drv", { name: "x.drv" }, "bad-name", "ends in '.drv'"],
    ["whose .drv has too long a name", { name: "x".repeat(208) }, "bad-name", "212 characters"],
    [
      "whose output has too long a name",
      { name: "x".repeat(205), outputs: ["outputs"] },
      "bad-output-name",
      "213",
    ],
    ["without a system", { system: "" }, "bad-system", "got ''"],
    ["with a system that has to be escaped", { system: 'a"b' }, "bad-system", "got 'a\"b'"],
    ["without a builder", { builder: "" }, "bad-builder", "got ''"],
    ["without outputs", { outputs: [] }, "no-outputs", "got none"],
    ["with an output twice", { outputs: ["out", "out"] }, "duplicate-output", "'out' twice"],
    ["with an output 'drv'", { outputs: ["drv"] }, "bad-output-name", "Nix keeps for itself"],
    ["with an output that is a path", { outputs: ["a/b"] }, "bad-output-name", 'has "/"'],
    [
      "with a fixed output of another name",
      { fixedOutput, outputs: ["dev"] },
      "fixed-output-not-out",
      "got 'dev'",
    ],
    [
      "with two fixed outputs",
      { fixedOutput, outputs: ["out", "dev"] },
      "fixed-output-not-out",
      "'out', 'dev'",
    ],
    ["with a short hash", { fixedOutput: { ...fixedOutput, hash: "00" } }, "bad-hash", "got '00'"],
    [
      "with a hash in capitals",
      { fixedOutput: { ...fixedOutput, hash: "A".repeat(64) } },
      "bad-hash",
      "hexadecimal",
    ],
    ["with an output in its environment", { env: { out: "/" } }, "bad-env-name", "is an output's"],
    ["with '=' in a variable's name", { env: { "a=b": "" } }, "bad-env-name", "has '='"],
    ["with a variable without a name", { env: { "": "" } }, "bad-env-name", "is empty"],
    ["with structured attributes", { env: { __json: "{}" } }, "bad-env-name", "structured attributes"],
    ["with NUL in an argument", { args: ["a", "b\0"] }, "bad-text", "a NUL byte in argument 2"],
    ["with NUL in a variable", { env: { x: Uint8Array.of(0) } }, "bad-text", "the environment variable 'x'"],
    ["with half a character", { args: ["\ud800"] }, "bad-text", "half a surrogate pair in argument 1"],
    [
      "with an input's unknown output",
      { inputs: [{ derivation: input, outputs: ["man"] }] },
      "unknown-output",
      "'man'",
    ],
    [
      "with none of an input's outputs",
      { inputs: [{ derivation: input, outputs: [] }] },
      "no-input-outputs",
      "'input'",
    ],
  ])("%s", (_, change, kind, message) => {
    const error = thrownBy(() => derivation({ ...spec, ...change }));
    expect(error).toBeInstanceOf(DerivationError);
    if (error instanceof DerivationError) expect(error.fault.kind).toBe(kind);
    expect(String(error)).toContain(message);
  });

  test("as an input that was put together by hand", () => {
    expect(() => derivation({ ...spec, inputs: [{ derivation: { ...input }, outputs: ["out"] }] })).toThrow(
      "was not made by derivation()",
    );
  });
});

test("a source is refused under a name that no store object has", () => {
  expect(() => textSource("a b", "")).toThrow(DerivationError);
  expect(() => treeSource("", { kind: "file", contents: "" })).toThrow(DerivationError);
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
