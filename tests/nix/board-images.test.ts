/** What is made for boards, read back: with files in place of kernel and root filesystem, for no board's kernel is wanted here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import hello from "../../examples/hello/configuration.ts";
import { compose, type Outputs } from "../../src/image/compose.ts";
import { fitImage } from "../../src/image/fit-image.ts";
import { flashImage } from "../../src/image/flash-image.ts";
import { legacyImage } from "../../src/image/legacy-image.ts";
import { ramTree } from "../../src/image/ram-tree.ts";
import {
  cellsOf,
  nodeAt,
  readDeviceTree,
  readFit,
  readLzmaAlone,
  readScript,
  readSquashfsSuperblock,
  readUimage,
  textsOf,
} from "../../src/image/read/index.ts";
import { tftpBoot } from "../../src/image/tftp-boot.ts";
import type { NixError } from "../../src/nix/index.ts";
import { assemble, loadDevice, loadValue } from "../../src/pipeline.ts";
import { sh, text } from "../../src/recipe/fragment.ts";
import { type Build, defineBuild, textFile } from "../../src/recipe/recipe.ts";
import { defineFlash } from "../../src/system/flash.ts";
import { placeInMemory } from "../../src/system/memory-map.ts";
import { built } from "../../src/testing/built.ts";

const MIB = 1024 * 1024;
const KERNEL_BYTES = 288_894;
const ROOT_BYTES = 100_000;

const kernel = defineBuild({
  name: "kernel.bin",
  environment: "seed",
  script: () => sh`seq 1 50000 >$out`,
});
const rootfs = defineBuild({
  name: "root",
  environment: "seed",
  script: () => sh`yes root | dd of=$out bs=1000 count=100 iflag=fullblock 2>/dev/null || true`,
});
const tree = defineBuild({
  name: "board.dtb",
  environment: "bare",
  script: () =>
    sh`dtc -O dtb -o $out ${textFile(
      "board.dts",
      text`/dts-v1/;
/ {
  #address-cells = <1>; #size-cells = <1>;
  compatible = "acme,router";
  memory@0 { device_type = "memory"; reg = <0 0x8000000>; };
};
`,
    )}`,
});

const facts = {
  kernel,
  architecture: "mips",
  compression: "lzma",
  loadAddress: 0x8006_0000,
  entryAddress: 0x8006_0000,
} as const;
const image = legacyImage({ ...facts, appendedTree: tree });
const flash = defineFlash({
  name: "spi0.0",
  sizeBytes: MIB,
  eraseBytes: 0x1_0000,
  partitions: {
    "u-boot": { from: 0, to: 0x4_0000, readOnly: true },
    kernel: { from: 0x4_0000, to: 0xb_0000 },
    rootfs: { from: 0xb_0000, to: 0xf_0000 },
    small: { from: 0xf_0000, to: 0x10_0000 },
  },
});
const addresses = { architecture: "mips", boardAddress: "192.168.8.251", serverAddress: "192.168.8.148" };

/** What a build that failed has said. */
const saidBy = (recipe: Build): Promise<readonly string[]> =>
  built(recipe).then(
    () => [],
    ({ problem }: NixError) => (problem.kind === "build-failed" ? problem.lastLines : []),
  );

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

describe("an image for the flash", () => {
  const forFlash = (
    parts: typeof flash,
    contents: { readonly image?: Build; readonly rootfs?: Build } = {},
  ) =>
    flashImage({
      image,
      rootfs,
      ...contents,
      flash: parts,
      installation: { kernel: "kernel", root: "rootfs", flashAddress: 0x9f00_0000 },
      fetchAddress: 0x8100_0000,
      ...addresses,
    });

  /** The same with partitions that end elsewhere. */
  const withEnds = (kernelEnd: number, rootEnd: number) =>
    defineFlash({
      ...flash,
      partitions: {
        ...flash.partitions,
        kernel: { from: 0x4_0000, to: kernelEnd },
        rootfs: { from: kernelEnd, to: rootEnd },
      },
    });

  test("has the kernel's image at its start and the root filesystem where its partition begins", async () => {
    const out = await built(forFlash(flash));
    const firmware = readFileSync(join(out, "firmware.bin"));
    const rootAt = 0x7_0000;
    expect(readUimage(firmware).name).toBe("Liminix Linux");
    expect(firmware.subarray(rootAt, rootAt + ROOT_BYTES).equals(readFileSync(await built(rootfs)))).toBe(
      true,
    );
    expect(firmware.length % flash.eraseBytes).toBe(0);
    const size = `0x${firmware.length.toString(16)}`;
    expect(readScript(readFileSync(join(out, "flash.scr")))).toBe(
      [
        "setenv ipaddr 192.168.8.251",
        "setenv serverip 192.168.8.148",
        `tftpboot 0x81000000 firmware.bin && iminfo 0x81000000 && erase 0x9f040000 +${size} && cp.b 0x81000000 0x9f040000 ${size}`,
        "",
      ].join("\n"),
    );
  });

  const ofBytes = (bytes: number) =>
    defineBuild({ name: "bytes", environment: "bare", script: () => sh`truncate -s ${bytes} $out` });

  test("that is one byte too large is never made, and the one that just fits is", async () => {
    const tight = withEnds(0xb_0000, 0xd_0000);
    await built(forFlash(tight, { image: ofBytes(0x7_0000), rootfs: ofBytes(0x2_0000) }));
    expect(await saidBy(forFlash(tight, { image: ofBytes(0x7_0001) }))).toEqual([
      "The kernel for partition 'kernel' is 1 bytes too large: it has 458753, and its place 458752",
      "  kernel takes 458753",
    ]);
    expect(await saidBy(forFlash(tight, { rootfs: ofBytes(0x2_0001) }))).toEqual([
      "The root filesystem for partition 'rootfs' is 1 bytes too large: it has 131073, and its place 131072",
      "  rootfs takes 131073",
      "  the largest in rootfs, unpacked:",
    ]);
  });

  test("is written in one piece, so its partitions have nothing between them", () => {
    const apart = defineFlash({
      ...flash,
      partitions: { ...flash.partitions, kernel: { from: 0x4_0000, to: 0xa_0000 } },
    });
    expect(() => forFlash(apart)).toThrow(
      "Partition 'rootfs' (0x000b0000-0x000f0000) expects to begin where 'kernel' (0x00040000-0x000a0000) ends: both are written as one",
    );
  });
});

describe("a router for memory", () => {
  const memory = { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB };
  const placed = (rootBytes: number) => {
    const [imageAt, rootAt] = placeInMemory({
      memory,
      taken: [{ name: "kernel", address: 0x8006_0000, sizeBytes: 9 * MIB }],
      wanted: [
        { name: "image", sizeBytes: 4 * MIB },
        { name: "rootfs", sizeBytes: rootBytes },
      ],
      alignBytes: 0x1_0000,
    });
    if (imageAt === undefined || rootAt === undefined) throw new Error("no places");
    return { image: imageAt, rootfs: rootAt };
  };
  const boot = (rootBytes: number) => {
    const places = placed(rootBytes);
    const root = { ...places.rootfs, address: places.rootfs.address - 0x8000_0000 };
    const inMemory = ramTree({
      tree,
      root,
      eraseBytes: 0x1_0000,
      cells: 1,
      disk: 0,
      commandLine: "console=ttyS0",
    });
    return {
      tree: inMemory,
      folder: tftpBoot({
        image: { recipe: image, place: places.image },
        rootfs: { recipe: rootfs, place: places.rootfs },
        eraseBytes: 0x1_0000,
        ...addresses,
      }),
    };
  };

  test("has a tree that keeps the kernel from its root filesystem", async () => {
    const made = readDeviceTree(readFileSync(await built(boot(MIB).tree)));
    const chosen = nodeAt(made, "/chosen");
    const reserved = nodeAt(made, "/reserved-memory/phram-rootfs@d60000");
    if (chosen === undefined || reserved === undefined) throw new Error("a node is missing");
    expect(textsOf(reserved, "compatible")).toEqual(["phram"]);
    expect(cellsOf(reserved, "reg")).toEqual([0xd6_0000, MIB]);
    expect(reserved.properties.get("no-map")).toEqual(Buffer.alloc(0));
    expect(textsOf(chosen, "bootargs")).toEqual([
      "console=ttyS0 root=/dev/mtdblock0 phram.phram=rootfs,0x00d60000,0x00100000,0x00010000",
    ]);
  });

  test("has all that its script fetches", async () => {
    const out = await built(boot(MIB).folder);
    expect(readScript(readFileSync(join(out, "boot.scr")))).toBe(
      [
        "setenv ipaddr 192.168.8.251",
        "setenv serverip 192.168.8.148",
        "tftpboot 0x80d60000 rootfs && tftpboot 0x80960000 uimage && bootm 0x80960000",
        "",
      ].join("\n"),
    );
    expect(readFileSync(join(out, "rootfs")).length).toBe(0x2_0000);
    expect(readUimage(readFileSync(join(out, "uimage"))).type).toBe("kernel");
  });

  test("whose root filesystem is larger than its place is never made", async () => {
    expect(await saidBy(boot(0x1_0000).folder)).toContain(
      "The root filesystem in memory is 65536 bytes too large: it has 131072, and its place 65536",
    );
  });
});

describe("a configuration for a board", () => {
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

  test("comes to an image for its flash, with kernel and root filesystem as they are elsewhere", async () => {
    const firmware = readFileSync(join(await builtOutput("mtdimage"), "firmware.bin"));
    const uimage = readFileSync(await builtOutput("uimage"));
    const squashfs = readFileSync(await builtOutput("squashfs"));
    expect(firmware.subarray(0, uimage.length).equals(uimage)).toBe(true);
    const root = firmware.subarray(8 * MIB - 0x4_0000);
    expect(root.subarray(0, squashfs.length).equals(squashfs)).toBe(true);
    expect(readSquashfsSuperblock(root).compression).toBe("xz");
    expect(readUimage(uimage).data.length).toBeGreaterThan(MIB);
  });

  test("and to none if its root filesystem is too large: the packages that take most are told", async () => {
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

  test("and to one for memory, whose kernel is told where its root filesystem is", async () => {
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

  test("or to a FIT, where its loader wants one", async () => {
    const loader = { ...board.loader, format: "fit", blockBytes: 2048 } as const;
    const device = { ...(await loadDevice("qemu")), board: { ...board, loader } };
    const { uimage } = compose(assemble(await loadValue(hello, device)));
    const [kernelPart, treePart] = readFit(readFileSync(await built(uimage as Build))).images;
    expect(kernelPart).toMatchObject({ type: "kernel", compression: "lzma", loadAddress: 0x8010_0000 });
    expect(treePart?.data.equals(readFileSync(await builtOutput("dtb")))).toBe(true);
  });

  test("and to a device tree with its command line", async () => {
    const made = readDeviceTree(readFileSync(await builtOutput("dtb")));
    const chosen = nodeAt(made, "/chosen");
    if (chosen === undefined) throw new Error("there is no /chosen");
    expect(textsOf(chosen, "bootargs")[0]).toContain("root=/dev/vda");
  });
});
