/** What boot loaders start, read back: a legacy image, a FIT. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fitImage } from "../../../src/image/fit-image.ts";
import { readFit, readLzmaAlone, readUimage } from "../../../src/image/read/index.ts";
import { sh } from "../../../src/recipe/fragment.ts";
import { defineBuild } from "../../../src/recipe/recipe.ts";
import { built } from "../../../src/testing/built.ts";
import { facts, image, KERNEL_BYTES, kernel, tree } from "./stand-ins.ts";

test("a legacy image has its addresses, and lzma with its real size: the kernel's and the tree's behind it", async () => {
  const { data, ...header } = readUimage(readFileSync(await built(image)));
  expect(header).toMatchObject({
    name: "Liminix Linux",
    architecture: "mips",
    os: "linux",
    type: "kernel",
    compression: "lzma",
    loadAddress: 0x8006_0000,
    entryAddress: 0x8006_0000,
  });
  const treeBytes = readFileSync(await built(tree)).length;
  expect(readLzmaAlone(data).unpackedBytes).toBe(KERNEL_BYTES + treeBytes);
});

test("what was packed unpacks to what it was", async () => {
  const unpacked = defineBuild({
    name: "unpacked",
    environment: "bare",
    script: () => sh`dd if=${image} bs=64 skip=1 status=none | xz --format=lzma -dc >$out`,
  });
  const whole = Buffer.concat([readFileSync(await built(kernel)), readFileSync(await built(tree))]);
  expect(readFileSync(await built(unpacked)).equals(whole)).toBe(true);
});

test("a FIT has kernel and tree with checksums, at blocks of the flash", async () => {
  const recipe = fitImage({
    ...facts,
    architecture: "arm64",
    loadAddress: 0x4400_0000,
    tree,
    blockBytes: 4096,
  });
  const bytes = readFileSync(await built(recipe));
  const fit = readFit(bytes);
  expect(fit.default).toBe("config-1");
  expect(fit.configurations).toEqual([{ name: "config-1", kernel: "kernel", fdt: "fdt-1" }]);
  expect(fit.images).toMatchObject([
    {
      name: "kernel",
      architecture: "arm64",
      compression: "lzma",
      loadAddress: 0x4400_0000,
      hashes: ["crc32", "sha1"],
    },
    { name: "fdt-1", type: "flat_dt", compression: "none", hashes: ["crc32", "sha1"] },
  ]);
  for (const { data } of fit.images) expect((data.byteOffset - bytes.byteOffset) % 4096).toBe(0);
});
