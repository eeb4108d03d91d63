/** The first 96 bytes of a squashfs, version 4 (Linux's fs/squashfs/squashfs_fs.h). */
import { FormatError, requireSame, slice } from "./format-error.ts";

export interface SquashfsSuperblock {
  readonly inodes: number;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly blockBytes: number;
  readonly fragments: number;
  readonly compression: string;
  /** The filesystem's own bytes: what follows is padding. */
  readonly usedBytes: number;
}

const FORMAT = "squashfs";
const MAGIC = 0x7371_7368; // "hsqs", little-endian
const SUPERBLOCK_BYTES = 96;
const COMPRESSION: Readonly<Record<number, string>> = {
  1: "gzip",
  2: "lzma",
  3: "lzo",
  4: "xz",
  5: "lz4",
  6: "zstd",
};

export function readSquashfsSuperblock(bytes: Buffer): SquashfsSuperblock {
  const block = slice(FORMAT, bytes, "superblock", 0, SUPERBLOCK_BYTES);
  requireSame(FORMAT, "magic", MAGIC, block.readUInt32LE(0));
  requireSame(FORMAT, "version", 4, block.readUInt16LE(28));
  const blockBytes = block.readUInt32LE(12);
  requireSame(FORMAT, "block size", 2 ** block.readUInt16LE(22), blockBytes);
  const usedBytes = Number(block.readBigUInt64LE(40));
  slice(FORMAT, bytes, "contents", 0, usedBytes);
  const code = block.readUInt16LE(20);
  const compression = COMPRESSION[code];
  if (compression === undefined)
    throw new FormatError(FORMAT, `its compression is ${code}, which is unknown`);
  return {
    inodes: block.readUInt32LE(4),
    madeAt: block.readUInt32LE(8),
    blockBytes,
    fragments: block.readUInt32LE(16),
    compression,
    usedBytes,
  };
}
