/** Where the parts of a router that is tried in memory go: known before anything is built. */
import type { Board } from "../system/board.ts";
import { sizeOf } from "../system/flash.ts";
import { checkApart, placeInMemory, type Region } from "../system/memory-map.ts";
import { firmwarePlace } from "./flash-image.ts";

/** Kernels map the device tree by pages of this much (Documentation/arm64/booting.rst). */
const ALIGN_BYTES = 0x20_0000;
/** Trees have some 30 kB; U-Boot adds to them. */
const TREE_BYTES = 0x4_0000;

export interface MemoryPlaces {
  readonly image: Region;
  readonly tree: Region;
  readonly root: Region;
}

/**
 * A place for each, apart from the unpacked kernel and all that the board has taken. Fails, with the numbers, where there
 * is none: also where the board's own load address lies in what is taken.
 */
export function memoryPlaces(board: Board): MemoryPlaces {
  const { memory, taken, most, loader, flash, installation } = board;
  const [image, tree, root] = placeInMemory({
    memory,
    taken: [...taken, { name: "kernel", address: loader.loadAddress, sizeBytes: most.kernelBytes }],
    wanted: [
      { name: "image", sizeBytes: most.imageBytes },
      { name: "device tree", sizeBytes: TREE_BYTES },
      { name: "root filesystem", sizeBytes: most.rootBytes },
    ],
    alignBytes: Math.max(ALIGN_BYTES, flash?.eraseBytes ?? 0),
  });
  if (image === undefined || tree === undefined || root === undefined) {
    throw new Error("fewer places than were asked for");
  }
  if (flash !== undefined && installation !== undefined) {
    // Before it is written it is fetched to the same place, where it may lie over what only a running kernel would need.
    const sizeBytes = sizeOf(firmwarePlace(flash, installation));
    checkApart(memory, [...taken, { name: "firmware.bin", address: image.address, sizeBytes }]);
  }
  return { image, tree, root };
}
