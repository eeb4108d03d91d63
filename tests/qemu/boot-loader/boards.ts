/** Emulated machines as boards that a boot loader starts: their memory, and what U-Boot has of it. */
import { type Device, defineFlash, defineModule, file } from "liminix";
import qemu from "liminix/devices/qemu";
import aarch64 from "liminix/devices/qemu-aarch64";
import armv7l from "liminix/devices/qemu-armv7l";
import mipsel from "liminix/devices/qemu-mipsel";
import { deviceTree } from "../../../packages/linux/device-tree.ts";
import { sizeOf } from "../../../src/system/flash.ts";
import { BOARD, SERVER } from "../tftp/u-boot.ts";

const MIB = 1024 * 1024;
const addresses = { board: BOARD, server: SERVER } as const;
const most = { kernelBytes: 24 * MIB, imageBytes: 16 * MIB, rootBytes: 16 * MIB } as const;

/** The second flash of the "virt" machine, as the device tree beside this file has it. */
const flash = defineFlash({
  name: "4000000.flash",
  sizeBytes: 64 * MIB,
  eraseBytes: 0x4_0000,
  partitions: {
    // U-Boot's own, which it does not have overwritten.
    environment: { from: 0, to: 0x4_0000, readOnly: true },
    kernel: { from: 0x4_0000, to: 16 * MIB },
    rootfs: { from: 16 * MIB, to: 64 * MIB },
  },
});

const virt = {
  treeCells: 2,
  flash,
  installation: { kernel: "kernel", root: "rootfs", flashAddress: 0x0400_0000 },
  memoryDisk: 3,
  memory: { name: "memory", address: 0x4000_0000, sizeBytes: 256 * MIB },
  busAddress: 0x4000_0000,
  most,
  addresses,
} as const;

/** It is at the end of the memory, below what it has allocated. */
const uBoot = { name: "U-Boot", address: 0x4c00_0000, sizeBytes: 64 * MIB } as const;

/** Where the kernel looks for its root when it was started from the flash. */
const inFlash = (device: Device) =>
  defineModule({
    meta: import.meta,
    imports: [device.module],
    config: { boot: { rootDevice: "/dev/mtdblock2" } },
  });

export const arm64 = {
  ...aarch64,
  module: inFlash(aarch64),
  board: {
    ...virt,
    loader: {
      format: "fit",
      architecture: "arm64",
      compression: "lzma",
      loadAddress: 0x4040_0000,
      entryAddress: 0x4040_0000,
      blockBytes: 4096,
    },
    tree: deviceTree({
      source: file(import.meta, "virt-arm64.dts"),
      includes: [file(import.meta, "virt.dtsi")],
    }),
    taken: [{ name: "QEMU's device tree", address: 0x4000_0000, sizeBytes: 2 * MIB }, uBoot],
  },
} as const satisfies Device;

export const arm = {
  ...armv7l,
  module: inFlash(armv7l),
  board: {
    ...virt,
    loader: { format: "zimage", architecture: "arm", loadAddress: 0x4000_8000, entryAddress: 0x4000_8000 },
    tree: deviceTree({
      source: file(import.meta, "virt-arm.dts"),
      includes: [file(import.meta, "virt.dtsi")],
    }),
    taken: [uBoot],
  },
} as const satisfies Device;

const maltaBoard = {
  loader: {
    format: "legacy",
    architecture: "mips",
    compression: "lzma",
    loadAddress: 0x8010_0000,
    entryAddress: 0x8010_0000,
  },
  tree: deviceTree({ source: file(import.meta, "malta.dts") }),
  treeCells: 1,
  memory: { name: "memory", address: 0x8000_0000, sizeBytes: 256 * MIB },
  busAddress: 0,
  taken: [
    { name: "exception vectors", address: 0x8000_0000, sizeBytes: MIB },
    { name: "U-Boot", address: 0x8f00_0000, sizeBytes: 16 * MIB },
  ],
  most,
  addresses,
} as const;

export const malta = { ...qemu, board: maltaBoard } as const satisfies Device;

/** Debian's U-Boot for it knows no lzma. */
export const maltael = {
  ...mipsel,
  board: { ...maltaBoard, loader: { ...maltaBoard.loader, compression: "none" } },
} as const satisfies Device;

/** Malta's only flash, which U-Boot is in, and at its end has its environment. */
const maltaFlash = defineFlash({
  name: "1e000000.flash",
  sizeBytes: 4 * MIB,
  eraseBytes: 0x1_0000,
  partitions: {
    uBoot: { from: 0, to: MIB, readOnly: true },
    kernel: { from: MIB, to: 0x2d_0000 },
    rootfs: { from: 0x2d_0000, to: 0x3e_0000 },
    environment: { from: 0x3e_0000, to: 4 * MIB, readOnly: true },
  },
});

/** Our kernel for Malta has no driver for its flash, which lies in the memory's range: it is read there. */
const { rootfs } = maltaFlash.partitions;
const rootInFlash = ["rootfs", 0x1e00_0000 + rootfs.from, sizeOf(rootfs), maltaFlash.eraseBytes];

export const maltaInFlash = {
  ...qemu,
  module: defineModule({
    meta: import.meta,
    imports: [qemu.module],
    config: {
      boot: { rootDevice: "/dev/mtdblock0", commandLine: [`phram.phram=${rootInFlash.join(",")}`] },
    },
  }),
  board: {
    ...maltaBoard,
    flash: maltaFlash,
    installation: { kernel: "kernel", root: "rootfs", flashAddress: 0xbe00_0000 },
  },
} as const satisfies Device;
