/** What is made for a board that is flashed: its kernel with a tree, the image for the flash, and the one for memory. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import type { System } from "../system/assemble.ts";
import type { Board, Loader } from "../system/board.ts";
import { placeInMemory } from "../system/memory-map.ts";
import { fitImage } from "./fit-image.ts";
import { flashImage } from "./flash-image.ts";
import { legacyImage } from "./legacy-image.ts";
import { ramTree } from "./ram-tree.ts";
import { rawKernel } from "./raw-kernel.ts";
import { tftpBoot } from "./tftp-boot.ts";

/** The recipes by the names of their outputs. Fails, with the numbers, if a board's memory has no room for them. */
export function boardImages(system: System, board: Board, rootfs: Recipe) {
  const { flash, addresses, loader } = board;
  const kernel = rawKernel(system.kernel);
  const dtb = flashTree(board.tree, system.commandLine);
  const uimage = kernelImage(loader, kernel, dtb);
  const { image, root } = places(board);
  const inMemory = ramTree({
    tree: board.tree,
    root: { ...root, address: root.address - board.memory.address + board.busAddress },
    eraseBytes: flash.eraseBytes,
    cells: board.treeCells,
    commandLine: system.commandLine.replace(/\s*\broot=\S+/, ""),
  });
  return {
    dtb,
    uimage,
    mtdimage: flashImage({
      image: uimage,
      rootfs,
      flash,
      partition: board.partition,
      mappedAt: board.flashAddress,
      fetchAddress: image.address,
      boardAddress: addresses.board,
      serverAddress: addresses.server,
    }),
    tftpboot: tftpBoot({
      image: kernelImage(loader, kernel, inMemory),
      rootfs,
      places: { image, rootfs: root },
      eraseBytes: flash.eraseBytes,
      boardAddress: addresses.board,
      serverAddress: addresses.server,
    }),
  };
}

const kernelImage = (loader: Loader, kernel: Recipe, tree: Recipe): Build =>
  loader.format === "fit"
    ? fitImage({ ...loader, kernel, tree })
    : legacyImage({ ...loader, kernel, appendedTree: tree });

function places({ memory, taken, most, flash }: Board) {
  const [image, root] = placeInMemory({
    memory,
    taken,
    wanted: [
      { name: "image", sizeBytes: most.imageBytes },
      { name: "root filesystem", sizeBytes: most.rootBytes },
    ],
    alignBytes: flash.eraseBytes,
  });
  if (image === undefined || root === undefined) throw new Error("fewer places than were asked for");
  return { image, root };
}

/** The board's own tree, with the command line that boots from its flash. */
const flashTree = (tree: Recipe, commandLine: string): Build =>
  defineBuild({
    name: "board.dtb",
    environment: "bare",
    script: () => sh`
      cat ${tree} >tree
      fdtput -cp tree /chosen
      fdtput -t s tree /chosen bootargs ${commandLine}
      cp tree $out
    `,
  });
