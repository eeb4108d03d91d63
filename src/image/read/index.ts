export {
  cellsOf,
  type DeviceTree,
  type DeviceTreeNode,
  nodeAt,
  readDeviceTree,
  textsOf,
} from "./device-tree.ts";
export { type Elf, type ElfSegment, readElf } from "./elf.ts";
export { type Fit, type FitConfiguration, type FitImage, readFit } from "./fit.ts";
export { FormatError } from "./format-error.ts";
export { type LzmaAlone, readLzmaAlone } from "./lzma-alone.ts";
export { readSquashfs, type Squashfs, type SquashfsEntry } from "./squashfs.ts";
export { readSquashfsSuperblock, type SquashfsSuperblock } from "./squashfs-superblock.ts";
export { readScript, readUimage, type Uimage } from "./uimage.ts";
export { unpackXz } from "./xz.ts";
