/** What a board that is flashed has, and an emulated one has not: how its boot loader starts a kernel, and from where. */
import type { Recipe } from "../recipe/recipe.ts";
import type { Flash } from "./flash.ts";
import type { Region } from "./memory-map.ts";

interface LoaderFacts {
  /** mkimage's word. */
  readonly architecture: "arm" | "arm64" | "mips";
  /** Where the kernel is once it is unpacked, and its first instruction. */
  readonly loadAddress: number;
  readonly entryAddress: number;
}

export type Loader = LoaderFacts &
  (
    | {
        /** U-Boot's older format, with the board's device tree behind the kernel. */
        readonly format: "legacy";
        readonly compression: "none" | "lzma";
      }
    | {
        /** U-Boot's newer one, with the tree beside the kernel. */
        readonly format: "fit";
        readonly compression: "none" | "lzma";
        /** What the places of its parts are multiples of: a page of the flash. */
        readonly blockBytes: number;
      }
    /** ARM's own, which unpacks itself to the load address; the tree is fetched as a file of its own. */
    | { readonly format: "zimage" }
  );

/** How an image is written to the flash: kernel and root filesystem lie in partitions one behind the other. */
export interface Installation {
  readonly kernel: string;
  readonly root: string;
  /** Where U-Boot sees the flash's first byte. */
  readonly flashAddress: number;
}

export interface Board {
  readonly loader: Loader;
  /** The device tree, compiled, without a command line. */
  readonly tree: Recipe;
  /** By what a node of it is compatible with: why the board works without a driver for that. */
  readonly withoutDriver?: Readonly<Record<string, string>>;
  /** Why the tree has none: something else tells of them. */
  readonly withoutButtons?: string;
  /** How many cells an address and a size take at the tree's root. */
  readonly treeCells: 1 | 2;
  /** Partitioned as in the device tree; a board with a disk in its place has none. */
  readonly flash?: Flash;
  /** Without it, the board can be tried in memory, and nothing is written. */
  readonly installation?: Installation;
  /**
   * The number that memory has which is a flash to the kernel: 0, unless there is a flash on the processor's own bus,
   * whose partitions are counted before (drivers/mtd/Makefile).
   */
  readonly memoryDisk?: number;
  /** As U-Boot sees it; what the kernel calls its first byte is `busAddress`. */
  readonly memory: Region;
  readonly busAddress: number;
  /** Where nothing may be put: U-Boot itself, exception vectors, what firmware has reserved. */
  readonly taken: readonly Region[];
  /** The most that the kernel takes once it is unpacked, and that is fetched of each when it is tried in memory. */
  readonly most: { readonly kernelBytes: number; readonly imageBytes: number; readonly rootBytes: number };
  /** For U-Boot's scripts. */
  readonly addresses: { readonly board: string; readonly server: string };
}
