/** What `tftpboot` makes, in the hands of a real U-Boot: a program in place of the kernel says what it finds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { legacyImage } from "../../../src/image/legacy-image.ts";
import { ramTree } from "../../../src/image/ram-tree.ts";
import { rawKernel } from "../../../src/image/raw-kernel.ts";
import { tftpBoot } from "../../../src/image/tftp-boot.ts";
import { sh, text } from "../../../src/recipe/fragment.ts";
import { defineBuild, file, textFile } from "../../../src/recipe/recipe.ts";
import { hex } from "../../../src/system/flash.ts";
import { placeInMemory } from "../../../src/system/memory-map.ts";
import { built } from "../../../src/testing/built.ts";
import { buildCounterparts } from "../../../src/testing/counterparts.ts";
import { BOARD, machines, SERVER, UBoot } from "./u-boot.ts";

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
const kernel = defineBuild({
  name: "stand-in",
  environment: "bare",
  script: () => sh`
      clang --target=mipsel-linux-gnu -march=mips32r2 -msoft-float -Os -ffreestanding -fno-pic -mno-abicalls -G0 -Wall -Werror \
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
      ld.lld -m elf32ltsmip -T layout -e start -o vmlinux stand-in.o
      install -D vmlinux $out/vmlinux
    `,
});
const folder = tftpBoot({
  image: {
    recipe: legacyImage({
      kernel: rawKernel(kernel, 16 * MIB),
      architecture: "mips",
      compression: "none",
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

test("U-Boot for a little-endian Malta starts what boot.scr names, with all of it in its place", async () => {
  const [served, others] = [await built(folder), await buildCounterparts()];
  await using router = await UBoot.start(
    machines.maltael,
    join(others, "usr/lib/u-boot/maltael/u-boot.bin"),
    served,
  );
  await router.run("tftpboot 0x80200000 boot.scr");
  const said = await router.run("source 0x80200000", "that is all\r\n");
  expect(said).toContain("Verifying Checksum ... OK");
  expect(said).toContain("the kernel runs\r\n");
  expect(said).toContain(`rootfs ${sumOf(readFileSync(join(served, "rootfs")))}\r\n`);
  expect(said).toContain(`tree ${sumOf(readFileSync(await built(tree)))}\r\n`);
});

/** The same sum that the stand-in makes. */
function sumOf(bytes: Buffer): string {
  let total = 0;
  for (const byte of bytes) total = (Math.imul(total, 31) + byte) >>> 0;
  return total.toString(16).padStart(8, "0");
}
