/** What a board that is flashed has, and an emulated one has not: how its boot loader starts a kernel, and from where. */
import type { Recipe } from "../recipe/recipe.ts";
import type { Flash } from "./flash.ts";
import type { Region } from "./memory-map.ts";

interface LoaderFacts {
  /** mkimage's word. */
  readonly architecture: "arm" | "arm64" | "mips";
  readonly compression: "none" | "lzma";
  readonly loadAddress: number;
  readonly entryAddress: number;
}

/** U-Boot's legacy format, with the board's device tree behind the kernel; or its newer one, FIT, with the tree beside it. */
export type Loader = LoaderFacts &
  (
    | { readonly format: "legacy" }
    /** What the places of its parts are multiples of: a page of the flash. */
    | { readonly format: "fit"; readonly blockBytes: number }
  );

export interface Board {
  readonly loader: Loader;
  /** The device tree, compiled, without a command line. */
  readonly tree: Recipe;
  /** How many cells an address and a size take at the tree's root. */
  readonly treeCells: 1 | 2;
  readonly flash: Flash;
  /** The partition that kernel and root filesystem are written to, one behind the other. */
  readonly partition: string;
  /** Where U-Boot sees the flash's first byte. */
  readonly flashAddress: number;
  /** As U-Boot sees it; what the kernel calls its first byte is `busAddress`. */
  readonly memory: Region;
  readonly busAddress: number;
  /** Where nothing may be fetched to: U-Boot itself, exception vectors, the kernel once it is unpacked. */
  readonly taken: readonly Region[];
  /** The most that is fetched of each when it is tried in memory. */
  readonly most: { readonly imageBytes: number; readonly rootBytes: number };
  /** For U-Boot's scripts. */
  readonly addresses: { readonly board: string; readonly server: string };
}
