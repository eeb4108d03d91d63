/** What all boards with MT7622 have in common for who puts a kernel on them: how U-Boot starts it, and what of the memory is taken. */
import type { Board } from "../../src/index.ts";
import { mt7622WithoutDriver } from "./mt7622.ts";

const MIB = 1024 * 1024;
const MEMORY = 0x4000_0000;
const U_BOOT_BYTES = 32 * MIB;

/** All but the tree, and the flash of a board that has one. */
export const mt7622Board = (memoryBytes: number): Omit<Board, "tree"> => ({
  loader: {
    format: "fit",
    architecture: "arm64",
    compression: "lzma",
    loadAddress: 0x4400_0000,
    entryAddress: 0x4400_0000,
    blockBytes: 0x1000,
  },
  withoutDriver: mt7622WithoutDriver,
  treeCells: 2,
  memory: { name: "memory", address: MEMORY, sizeBytes: memoryBytes },
  busAddress: MEMORY,
  taken: [
    { name: "U-Boot, as it was loaded", address: 0x41e0_0000, sizeBytes: 2 * MIB },
    { name: "the firmware's own", address: 0x4300_0000, sizeBytes: 0x3_0000 },
    // It moves itself to the end of the memory.
    { name: "U-Boot", address: MEMORY + memoryBytes - U_BOOT_BYTES, sizeBytes: U_BOOT_BYTES },
  ],
  most: { kernelBytes: 32 * MIB, imageBytes: 8 * MIB, rootBytes: 32 * MIB },
  addresses: { board: "192.168.8.251", server: "192.168.8.148" },
});
