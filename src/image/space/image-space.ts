/** The space of an image, told by its bytes alone: whatever was built, and whenever, can be looked at. */
import {
  FormatError,
  readDeviceTree,
  readFit,
  readLzmaAlone,
  readSquashfs,
  readSquashfsSuperblock,
  readUimage,
} from "../read/index.ts";
import { rootSpace } from "./root-space.ts";
import { part, type Space, whole } from "./space.ts";

export interface ImageFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const MAGIC = { elf: 0x7f45_4c46, uimage: 0x2705_1956, tree: 0xd00d_feed, squashfs: 0x6873_7173 };
/** What ARM's kernels have inside: a zImage (arch/arm/boot/compressed/head.S), an Image (Documentation/arm64/booting.rst). */
const INNER = { zImage: { at: 36, word: 0x1828_6f01 }, image: { at: 56, word: 0x4152_4d64 } };
/** Where a root filesystem may begin behind a kernel: the least that a flash erases at once. */
const ALIGN_BYTES = 4096;

/** The kernel and the root filesystem that these files hold between them; `undefined` if they hold neither. */
export function imageSpace(name: string, files: readonly ImageFile[]): Space | undefined {
  const parts = files.flatMap(({ bytes }) => partsOf(bytes));
  return parts.length === 0 ? undefined : whole(name, parts);
}

function partsOf(bytes: Buffer): readonly Space[] {
  if (bytes.length < ALIGN_BYTES) return [];
  const rootAt = findRoot(bytes);
  const kernel = kernelSpace(bytes.subarray(0, rootAt));
  const image = bytes.subarray(rootAt);
  return [
    ...(kernel === undefined ? [] : [kernel]),
    ...(image.length === 0 ? [] : [rootSpace(readSquashfs(image), image.length)]),
  ];
}

/** Where the root filesystem begins; behind the last byte if there is none. */
function findRoot(bytes: Buffer): number {
  for (let at = 0; at + ALIGN_BYTES <= bytes.length; at += ALIGN_BYTES) {
    if (bytes.readUInt32BE(at) === MAGIC.squashfs && isSquashfs(bytes.subarray(at))) return at;
  }
  return bytes.length;
}

/** Four letters may be anywhere: a whole superblock is no chance. */
function isSquashfs(bytes: Buffer): boolean {
  try {
    readSquashfsSuperblock(bytes);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

function kernelSpace(bytes: Buffer): Space | undefined {
  if (bytes.length === 0) return undefined;
  switch (bytes.readUInt32BE(0)) {
    case MAGIC.elf:
      return part("kernel", bytes.length);
    case MAGIC.uimage: {
      const { type, compression, data } = readUimage(bytes);
      return type === "kernel" ? part("kernel", bytes.length, unpackedBytes(compression, data)) : undefined;
    }
    case MAGIC.tree:
      return fitSpace(bytes);
    default:
      return Object.values(INNER).some(({ at, word }) => bytes.readUInt32BE(at) === word)
        ? part("kernel", bytes.length)
        : undefined;
  }
}

/** A FIT's images; a device tree alone is no kernel. */
function fitSpace(bytes: Buffer): Space | undefined {
  if (!readDeviceTree(bytes).root.children.some(({ name }) => name === "images")) return undefined;
  const images = readFit(bytes).images.map(({ name, compression = "none", data }) =>
    part(name, data.length, unpackedBytes(compression, data)),
  );
  const rest = bytes.length - images.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  return whole("kernel", [...images, part("headers and padding", rest)]);
}

const unpackedBytes = (compression: string, data: Buffer): number =>
  (compression === "lzma" ? readLzmaAlone(data).unpackedBytes : undefined) ?? data.length;
