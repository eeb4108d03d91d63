/** What `tftpboot` makes, in the hands of a real U-Boot: a program in place of the kernel says what it finds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { findWorld, type World } from "../../../src/ground.ts";
import { legacyImage } from "../../../src/image/legacy-image.ts";
import { ramTree } from "../../../src/image/ram-tree.ts";
import { rawKernel } from "../../../src/image/raw-kernel.ts";
import { tftpBoot } from "../../../src/image/tftp-boot.ts";
import { openStore } from "../../../src/nix/index.ts";
import { realise } from "../../../src/realise.ts";
import { sh, text } from "../../../src/recipe/fragment.ts";
import { Lowering } from "../../../src/recipe/lower.ts";
import { mips24kc } from "../../../src/recipe/platform.ts";
import { type Build, defineBuild, file, textFile } from "../../../src/recipe/recipe.ts";
import { hex } from "../../../src/system/flash.ts";
import { placeInMemory } from "../../../src/system/memory-map.ts";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { BOARD, machines, SERVER, UBoot } from "./u-boot.ts";
import { uBootMalta } from "./u-boot-malta.ts";

const MIB = 1024 * 1024;
const LOAD = 0x8020_0000;
const ERASE_BYTES = 0x1_0000;
const ROOT_BYTES = 3 * ERASE_BYTES;

const [imageAt, rootAt] = placeInMemory({
  memory: { name: "memory", address: 0x8000_0000, sizeBytes: 256 * MIB },
  taken: [
    { name: "exception vectors", address: 0x8000_0000, sizeBytes: 2 * MIB },
    { name: "kernel", address: LOAD, sizeBytes: 16 * MIB },
    { name: "U-Boot", address: 0x8f00_0000, sizeBytes: 16 * MIB },
  ],
  wanted: [
    { name: "image", sizeBytes: 8 * MIB },
    { name: "rootfs", sizeBytes: 16 * MIB },
  ],
  alignBytes: ERASE_BYTES,
});
if (imageAt === undefined || rootAt === undefined) throw new Error("no places");

const rootfs = defineBuild({
  name: "root",
  environment: "seed",
  script: () => sh`seq 1 40000 | dd of=$out bs=1 count=${ROOT_BYTES} 2>/dev/null`,
});
const board = defineBuild({
  name: "board.dtb",
  environment: "bare",
  script: () =>
    sh`dtc -O dtb -o $out ${textFile(
      "board.dts",
      text`/dts-v1/;
/ { #address-cells = <1>; #size-cells = <1>; memory@0 { device_type = "memory"; reg = <0 0x10000000>; }; };
`,
    )}`,
});
const tree = ramTree({
  tree: board,
  root: { ...rootAt, address: rootAt.address - 0x8000_0000 },
  eraseBytes: ERASE_BYTES,
  cells: 1,
  disk: 0,
  commandLine: "console=ttyS0",
});
/** The two Maltas: mkimage and the loader are told nothing of the byte order, the compiler and the linker are. */
const boards = {
  maltael: {
    target: "mipsel-linux-gnu",
    emulation: "elf32ltsmip",
    compression: "none",
    uBoot: async () => join(await buildCounterparts(), "usr/lib/u-boot/maltael/u-boot.bin"),
  },
  malta: {
    target: "mips-linux-gnu",
    emulation: "elf32btsmip",
    compression: "lzma",
    uBoot: () => built(uBootMalta),
  },
} as const;
type Malta = (typeof boards)[keyof typeof boards];

const kernel = ({ target, emulation }: Malta) =>
  defineBuild({
    name: "stand-in",
    environment: "bare",
    script: () => sh`
      clang --target=${target} -march=mips32r2 -msoft-float -Os -ffreestanding -fno-pic -mno-abicalls -G0 -Wall -Werror \
        -DROOT_ADDRESS=${hex(rootAt.address)} -DROOT_SIZE=$(stat -L -c %s ${rootfs}) \
        -DTREE_SIZE=$(stat -L -c %s ${tree}) \
        -c ${file(import.meta, "stand-in.c")} -o stand-in.o
      cat >layout <<'END'
      SECTIONS {
        . = ${hex(LOAD)};
        .all : { *(.start) *(.text*) *(.rodata*) *(.data*) *(.got) behind = .; }
        .MIPS.abiflags : { *(.MIPS.abiflags) }
        .reginfo : { *(.reginfo) }
      }
      END
      ld.lld -m ${emulation} -T layout -e start -o vmlinux stand-in.o
      install -D vmlinux $out/vmlinux
    `,
  });
const folder = (malta: Malta) =>
  tftpBoot({
    image: {
      recipe: legacyImage({
        kernel: rawKernel(kernel(malta), 16 * MIB),
        architecture: "mips",
        compression: malta.compression,
        loadAddress: LOAD,
        entryAddress: LOAD,
        appendedTree: tree,
      }),
      place: imageAt,
    },
    rootfs: { recipe: rootfs, place: rootAt },
    eraseBytes: ERASE_BYTES,
    architecture: "mips",
    boardAddress: BOARD,
    serverAddress: SERVER,
  });

let world: World;
let lowering: Lowering;
beforeAll(async () => {
  world = await findWorld(mips24kc);
  lowering = new Lowering(world.ground);
});

async function built(recipe: Build): Promise<string> {
  const derivation = lowering.derivation(recipe);
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  return derivation.outputs.out ?? "";
}

test.each(["maltael", "malta"] as const)(
  "U-Boot for %s fetches boot.scr and what it names, and starts the kernel with all of it in its place",
  async (name) => {
    const [served, uBoot] = [await built(folder(boards[name])), await boards[name].uBoot()];
    await using router = await UBoot.start(machines[name], uBoot, served);
    await router.run("tftpboot 0x80200000 boot.scr");
    const said = await router.run("source 0x80200000", "that is all\r\n");
    expect(said).toContain("Verifying Checksum ... OK");
    expect(said).toContain("the kernel runs\r\n");
    expect(said).toContain(`rootfs ${sumOf(readFileSync(join(served, "rootfs")))}\r\n`);
    expect(said).toContain(`tree ${sumOf(readFileSync(await built(tree)))}\r\n`);
  },
);

/** The same sum that the stand-in makes. */
function sumOf(bytes: Buffer): string {
  let total = 0;
  for (const byte of bytes) total = (Math.imul(total, 31) + byte) >>> 0;
  return total.toString(16).padStart(8, "0");
}
