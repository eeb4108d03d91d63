/** U-Boot's legacy image: a header of 64 bytes with two checksums, then the data (U-Boot's include/image.h). */
import { crc32 } from "node:zlib";
import { FormatError, requireSame, slice } from "./format-error.ts";

export interface Uimage {
  readonly name: string;
  readonly os: string;
  readonly architecture: string;
  readonly type: string;
  readonly compression: string;
  /** Where U-Boot unpacks it to, and where it begins. */
  readonly loadAddress: number;
  readonly entryAddress: number;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly data: Buffer;
}

const FORMAT = "uImage";
const MAGIC = 0x2705_1956;
const HEADER_BYTES = 64;
const NAME_BYTES = 32;

const OS: Readonly<Record<number, string>> = { 0: "invalid", 5: "linux", 17: "u-boot", 22: "elf" };
const ARCHITECTURE: Readonly<Record<number, string>> = {
  0: "invalid",
  2: "arm",
  3: "x86",
  5: "mips",
  6: "mips64",
  7: "powerpc",
  22: "arm64",
  24: "x86_64",
  26: "riscv",
};
const TYPE: Readonly<Record<number, string>> = {
  1: "standalone",
  2: "kernel",
  3: "ramdisk",
  4: "multi",
  5: "firmware",
  6: "script",
  7: "filesystem",
  8: "flat_dt",
};
const COMPRESSION: Readonly<Record<number, string>> = {
  0: "none",
  1: "gzip",
  2: "bzip2",
  3: "lzma",
  4: "lzo",
  5: "lz4",
  6: "zstd",
};

/** The image at the start of these bytes; what follows it is left alone. Both checksums are checked. */
export function readUimage(bytes: Buffer): Uimage {
  const header = slice(FORMAT, bytes, "header", 0, HEADER_BYTES);
  requireSame(FORMAT, "magic", MAGIC, header.readUInt32BE(0));
  // The header's own checksum is made as if it were zero.
  const zeroed = Buffer.from(header);
  zeroed.writeUInt32BE(0, 4);
  requireSame(FORMAT, "checksum of the header", header.readUInt32BE(4), crc32(zeroed));
  const data = slice(FORMAT, bytes, "data", HEADER_BYTES, header.readUInt32BE(12));
  requireSame(FORMAT, "checksum of the data", header.readUInt32BE(24), crc32(data));
  return {
    madeAt: header.readUInt32BE(8),
    loadAddress: header.readUInt32BE(16),
    entryAddress: header.readUInt32BE(20),
    os: word("os", OS, header.readUInt8(28)),
    architecture: word("architecture", ARCHITECTURE, header.readUInt8(29)),
    type: word("type", TYPE, header.readUInt8(30)),
    compression: word("compression", COMPRESSION, header.readUInt8(31)),
    name: header.toString("utf8", HEADER_BYTES - NAME_BYTES).replace(/\0.*$/s, ""),
    data,
  };
}

/** The text of a script image: sizes that end in a zero, then the scripts; U-Boot runs the first. */
export function readScript(bytes: Buffer): string {
  const { type, data } = readUimage(bytes);
  if (type !== "script") throw new FormatError("script image", `its type is ${type}`);
  let end = 0;
  while (slice("script image", data, "sizes", end, 4).readUInt32BE(0) !== 0) end += 4;
  return slice("script image", data, "script's bytes", end + 4, data.readUInt32BE(0)).toString("utf8");
}

function word(what: string, words: Readonly<Record<number, string>>, code: number): string {
  const found = words[code];
  if (found === undefined)
    throw new FormatError(FORMAT, `its ${what} is ${code}, which is none that is known`);
  return found;
}
