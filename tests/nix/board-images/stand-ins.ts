/** Files in place of kernel, root filesystem and device tree: what is made of them wants no board's kernel. */
import { legacyImage } from "../../../src/image/legacy-image.ts";
import { sh, text } from "../../../src/recipe/fragment.ts";
import { defineBuild, textFile } from "../../../src/recipe/recipe.ts";
import { defineFlash } from "../../../src/system/flash.ts";

export const MIB = 1024 * 1024;
export const KERNEL_BYTES = 288_894;
export const ROOT_BYTES = 100_000;

export const kernel = defineBuild({
  name: "kernel.bin",
  environment: "seed",
  script: () => sh`seq 1 50000 >$out`,
});
export const rootfs = defineBuild({
  name: "root",
  environment: "seed",
  script: () => sh`yes root | dd of=$out bs=1000 count=100 iflag=fullblock 2>/dev/null || true`,
});
export const tree = defineBuild({
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

export const facts = {
  kernel,
  architecture: "mips",
  compression: "lzma",
  loadAddress: 0x8006_0000,
  entryAddress: 0x8006_0000,
} as const;
export const image = legacyImage({ ...facts, appendedTree: tree });
export const flash = defineFlash({
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
export const addresses = {
  architecture: "mips",
  boardAddress: "192.168.8.251",
  serverAddress: "192.168.8.148",
};
