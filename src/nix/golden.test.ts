/** Real `.drv` files: each must be read, written again to the byte, and have the paths that it says it has. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { unparse } from "./aterm.ts";
import { parseDrv } from "./aterm-parse.ts";
import { type ByteString, byteString } from "./byte-string.ts";
import { type Drv, withOutputPaths } from "./drv.ts";
import type { HashAlgorithm } from "./hash.ts";
import { hashModulo } from "./hash-modulo.ts";
import { fixedOutputPath, type HashMode, nameOfPath, outputPath, storeDir, textPath } from "./store-path.ts";

const folder = new URL("./golden/", import.meta.url);
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".drv"))
    .map((name) => [`${storeDir}/${name}`, byteString(readFileSync(new URL(name, folder)))]),
);

const inputHash = (drvPath: ByteString): string => hashModulo(read(drvPath), inputHash);
const read = (drvPath: string): Drv => parseDrv(files.get(drvPath) ?? byteString(""));

test("there are real .drv files to compare with", () => {
  expect(files.size).toBeGreaterThanOrEqual(5);
});

describe.each([...files])("%s", (drvPath, text) => {
  const drv = parseDrv(text);

  test("is written as it was read", () => {
    expect(unparse(drv)).toBe(text);
  });

  test("has the path of its text", () => {
    expect(
      textPath(nameOfPath(drvPath), text, [...drv.sources, ...drv.inputs.map((input) => input.drv)]),
    ).toBe(drvPath);
  });

  test("has the output paths of its hash", () => {
    const name = nameOfPath(drvPath).replace(/\.drv$/, "");
    const masked = withOutputPaths(drv, Object.fromEntries(drv.outputs.map((output) => [output.name, ""])));
    for (const output of drv.outputs) {
      const [, recursive, algorithm] = /^(r:)?(.*)$/.exec(output.method) ?? [];
      const mode: HashMode = recursive === undefined ? "flat" : "recursive";
      const path =
        output.hash === ""
          ? outputPath(name, output.name, hashModulo(masked, inputHash))
          : fixedOutputPath(name, { algorithm: algorithm as HashAlgorithm, mode, hash: output.hash });
      expect(path).toBe(output.path);
    }
  });
});
