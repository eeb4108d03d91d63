/** What is made for a board that is flashed: its kernel with a tree, the image for the flash, and the one for memory. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import type { System } from "../system/assemble.ts";
import type { Board, Loader } from "../system/board.ts";
import { configurationOf, fitImage } from "./fit-image.ts";
import { flashImage } from "./flash-image.ts";
import { legacyImage } from "./legacy-image.ts";
import { memoryPlaces } from "./memory-places.ts";
import { ramTree } from "./ram-tree.ts";
import { rawKernel, zImage } from "./raw-kernel.ts";
import { tftpBoot } from "./tftp-boot.ts";

/** What is erased at once of memory that takes flash's place. */
const USUAL_ERASE_BYTES = 0x1_0000;

/** The recipes by the names of their outputs. Fails, with the numbers, if a board's memory has no room for them. */
export function boardImages(system: System, board: Board, rootfs: Recipe): Readonly<Record<string, Build>> {
  const { addresses, flash, installation, loader, most } = board;
  const { architecture } = loader;
  const usesFile = loader.format === "zimage";
  const kernel = (usesFile ? zImage : rawKernel)(system.kernel, most.kernelBytes);
  const dtb = flashTree(board.tree, system.commandLine);
  const uimage = kernelImage(loader, kernel, dtb);
  const { image, tree, root } = memoryPlaces(board);
  const eraseBytes = flash?.eraseBytes ?? USUAL_ERASE_BYTES;
  const inMemory = ramTree({
    tree: board.tree,
    root: { ...root, address: root.address - board.memory.address + board.busAddress },
    eraseBytes,
    cells: board.treeCells,
    disk: board.memoryDisk ?? 0,
    commandLine: system.commandLine.replace(/\s*\broot=\S+/, ""),
  });
  const common = { architecture, boardAddress: addresses.board, serverAddress: addresses.server };
  return {
    dtb,
    uimage,
    ...(flash === undefined || installation === undefined
      ? {}
      : {
          mtdimage: flashImage({
            ...common,
            image: uimage,
            rootfs,
            flash,
            installation,
            fetchAddress: image.address,
          }),
        }),
    tftpboot: tftpBoot({
      ...common,
      image: { recipe: kernelImage(loader, kernel, inMemory), place: image },
      configuration: configurationOf(loader),
      ...(usesFile ? { tree: { recipe: inMemory, place: tree } } : {}),
      rootfs: { recipe: rootfs, place: root },
      eraseBytes,
    }),
  };
}

/** What is started: with the tree in it, where the format has room for one. */
function kernelImage(loader: Loader, kernel: Build, tree: Recipe): Build {
  switch (loader.format) {
    case "fit":
      return fitImage({ ...loader, kernel, tree });
    case "legacy":
      return legacyImage({ ...loader, kernel, appendedTree: tree });
    case "zimage":
      return kernel;
  }
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
