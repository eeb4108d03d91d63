/** A whole configuration for a board, with the kernel of the emulated router: no board's kernel is wanted here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { compose, type Outputs } from "../../../src/image/compose.ts";
import {
  nodeAt,
  readDeviceTree,
  readFit,
  readScript,
  readSquashfsSuperblock,
  readUimage,
  textsOf,
} from "../../../src/image/read/index.ts";
import { assemble, loadDevice, loadValue } from "../../../src/pipeline.ts";
import { sh } from "../../../src/recipe/fragment.ts";
import { type Build, defineBuild } from "../../../src/recipe/recipe.ts";
import { defineFlash } from "../../../src/system/flash.ts";
import { built, saidBy } from "../../../src/testing/built.ts";
import { MIB, tree } from "./stand-ins.ts";

/** The emulated router's kernel and root filesystem, as if it had a flash and a boot loader. */
const board = {
  loader: {
    format: "legacy",
    architecture: "mips",
    compression: "lzma",
    loadAddress: 0x8010_0000,
    entryAddress: 0x8010_0000,
  },
  tree,
  treeCells: 1,
  flash: defineFlash({
    name: "spi0.0",
    sizeBytes: 32 * MIB,
    eraseBytes: 0x1_0000,
    partitions: {
      "u-boot": { from: 0, to: 0x4_0000, readOnly: true },
      kernel: { from: 0x4_0000, to: 8 * MIB },
      rootfs: { from: 8 * MIB, to: 32 * MIB },
    },
  }),
  installation: { kernel: "kernel", root: "rootfs", flashAddress: 0x9f00_0000 },
  memory: { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB },
  busAddress: 0,
  taken: [{ name: "exception vectors", address: 0x8000_0000, sizeBytes: MIB }],
  most: { kernelBytes: 23 * MIB, imageBytes: 8 * MIB, rootBytes: 16 * MIB },
  addresses: { board: "192.168.8.251", server: "192.168.8.148" },
} as const;
let outputs: Outputs;
beforeAll(async () => {
  outputs = compose(assemble(await loadValue(hello, { ...(await loadDevice("qemu")), board })));
});
const builtOutput = (name: string) => built(outputs[name] as Build);

test("a configuration for a board comes to an image for its flash, with kernel and root filesystem as they are elsewhere", async () => {
  const firmware = readFileSync(join(await builtOutput("mtdimage"), "firmware.bin"));
  const uimage = readFileSync(await builtOutput("uimage"));
  const squashfs = readFileSync(await builtOutput("squashfs"));
  expect(firmware.subarray(0, uimage.length).equals(uimage)).toBe(true);
  const root = firmware.subarray(8 * MIB - 0x4_0000);
  expect(root.subarray(0, squashfs.length).equals(squashfs)).toBe(true);
  expect(readSquashfsSuperblock(root).compression).toBe("xz");
  expect(readUimage(uimage).data.length).toBeGreaterThan(MIB);
});

test("one whose root filesystem is too large comes to no image: the packages that take most are told", async () => {
  const tight = {
    ...board,
    flash: defineFlash({
      ...board.flash,
      partitions: { ...board.flash.partitions, rootfs: { from: 8 * MIB, to: 8 * MIB + 0x1_0000 } },
    }),
  };
  const device = { ...(await loadDevice("qemu")), board: tight };
  const said = await saidBy(compose(assemble(await loadValue(hello, device))).mtdimage as Build);
  const [first, second] = said.slice(said.indexOf("  the largest in rootfs, unpacked:") + 1);
  const bytes = (line = "") => Number(/^ {4}(\d+) [a-z]/.exec(line)?.[1]);
  expect(said[0]).toMatch(/^The root filesystem for partition 'rootfs' is \d+ bytes too large/);
  expect(bytes(first)).toBeGreaterThan(500_000);
  expect(bytes(first)).toBeGreaterThanOrEqual(bytes(second));
  expect(said.join("\n")).toMatch(/ musl-1/);
});

test("a load address in what U-Boot has taken is told before anything is built", async () => {
  const taken = [{ name: "U-Boot", address: 0x8170_0000, sizeBytes: MIB }];
  const device = { ...(await loadDevice("qemu")), board: { ...board, taken } };
  const system = assemble(await loadValue(hello, device));
  expect(() => compose(system)).toThrow(
    "'kernel' (0x80100000-0x81800000, 24117248 bytes) and 'U-Boot' (0x81700000-0x81800000, 1048576 bytes) expect to be apart",
  );
});

test("a configuration for a board comes to an image for memory, whose kernel is told where its root filesystem is", async () => {
  const out = await builtOutput("tftpboot");
  expect(readScript(readFileSync(join(out, "boot.scr")))).toContain(
    "tftpboot 0x82200000 rootfs && tftpboot 0x81800000 uimage && bootm 0x81800000",
  );
  const { root, size } = { root: "0x02200000", size: "0x01000000" };
  const image = readFileSync(join(out, "uimage"));
  expect(readUimage(image).compression).toBe("lzma");
  const unpacked = defineBuild({
    name: "unpacked",
    environment: "bare",
    script: () =>
      sh`dd if=${outputs.tftpboot as Build}/uimage bs=64 skip=1 status=none | xz --format=lzma -dc >$out`,
  });
  const kernelAndTree = readFileSync(await built(unpacked));
  const made = readDeviceTree(
    kernelAndTree.subarray(kernelAndTree.lastIndexOf("\xd0\x0d\xfe\xed", undefined, "latin1")),
  );
  const chosen = nodeAt(made, "/chosen");
  if (chosen === undefined) throw new Error("there is no /chosen");
  expect(textsOf(chosen, "bootargs")[0]).toMatch(
    new RegExp(`root=/dev/mtdblock0 phram\\.phram=rootfs,${root},${size},0x00010000$`),
  );
  expect(textsOf(chosen, "bootargs")[0]).not.toContain("root=/dev/vda");
});

test("a configuration for a board comes to a FIT, where its loader wants one", async () => {
  const loader = { ...board.loader, format: "fit", blockBytes: 2048 } as const;
  const device = { ...(await loadDevice("qemu")), board: { ...board, loader } };
  const { uimage } = compose(assemble(await loadValue(hello, device)));
  const [kernelPart, treePart] = readFit(readFileSync(await built(uimage as Build))).images;
  expect(kernelPart).toMatchObject({ type: "kernel", compression: "lzma", loadAddress: 0x8010_0000 });
  expect(treePart?.data.equals(readFileSync(await builtOutput("dtb")))).toBe(true);
});

test("a configuration for a board comes to a device tree with its command line", async () => {
  const made = readDeviceTree(readFileSync(await builtOutput("dtb")));
  const chosen = nodeAt(made, "/chosen");
  if (chosen === undefined) throw new Error("there is no /chosen");
  expect(textsOf(chosen, "bootargs")[0]).toContain("root=/dev/vda");
});
