import { describe, expect, test } from "vitest";
import { byteString } from "./byte-string.ts";
import {
  faultOfName,
  fixedOutputPath,
  nameOfPath,
  outputPathName,
  textPath,
  treePath,
} from "./store-path.ts";

test("a text has the path of builtins.toFile", () => {
  expect(textPath("hello", byteString("hello\n"), [])).toBe(
    "/nix/store/nmrmdcw1bfnl35a893n7nyhw4xa5vy08-hello",
  );
});

test("a tree has the path of builtins.path, which is that of a fixed output", () => {
  const hash = "6b2cac3fd6f372003c624fbc6ec7de2f7e941ec3c0c4eb859381e0fb4fc20ef0";
  const path = treePath("sub", hash);
  expect(fixedOutputPath("sub", { algorithm: "sha256", mode: "recursive", hash })).toBe(path);
  expect(fixedOutputPath("sub", { algorithm: "sha256", mode: "flat", hash })).not.toBe(path);
});

test("references count whatever their order", () => {
  const [a, b] = [treePath("a", "0".repeat(64)), treePath("b", "1".repeat(64))];
  const text = byteString("");
  expect(textPath("x", text, [a, b])).toBe(textPath("x", text, [b, a]));
  expect(textPath("x", text, [a, b])).not.toBe(textPath("x", text, [a]));
});

test("an output's name follows the derivation's, but for out", () => {
  expect(outputPathName("hello", "out")).toBe("hello");
  expect(outputPathName("hello", "dev")).toBe("hello-dev");
});

test("the name comes after the hash", () => {
  expect(nameOfPath("/nix/store/nmrmdcw1bfnl35a893n7nyhw4xa5vy08-hello-1.0.drv")).toBe("hello-1.0.drv");
});

describe("a store object's name", () => {
  test.each(["a", "0", "Hello-1.0_rc+x?=y", "x".repeat(211)])("may be %s", (name) => {
    expect(faultOfName(name)).toBeUndefined();
  });

  test.each([
    ["", "is empty"],
    [".hidden", "begins with a dot"],
    ["x".repeat(212), "has 212 characters, more than 211"],
    ["a b", 'has " "'],
    ["a/b", 'has "/"'],
    ["é", 'has "é"'],
    ["😀", 'has "😀"'],
    ["a\n", 'has "\\n"'],
  ])("may not be %j", (name, fault) => {
    expect(faultOfName(name)).toContain(fault);
  });
});
