/** The header of a `.lzma` file, which kernels and old U-Boots want: 13 bytes (the LZMA SDK's lzma-specification.txt). */
import { FormatError, slice } from "./format-error.ts";

export interface LzmaAlone {
  readonly literalContextBits: number;
  readonly literalPositionBits: number;
  readonly positionBits: number;
  readonly dictionaryBytes: number;
  /** How much it unpacks to; absent where the header leaves that to a mark at the end, as xz writes it. */
  readonly unpackedBytes?: number;
}

const FORMAT = "lzma file";
const HEADER_BYTES = 13;
/** Nine literal context bits, five literal position bits, five position bits: the byte has a combination of the three. */
const MOST_PROPERTIES = 9 * 5 * 5;
const UNKNOWN = 0xffff_ffff_ffff_ffffn;

export function readLzmaAlone(bytes: Buffer): LzmaAlone {
  const header = slice(FORMAT, bytes, "header", 0, HEADER_BYTES);
  const properties = header.readUInt8(0);
  if (properties >= MOST_PROPERTIES) {
    throw new FormatError(FORMAT, `expected properties below ${MOST_PROPERTIES}, got ${properties}`);
  }
  const unpacked = header.readBigUInt64LE(5);
  return {
    literalContextBits: properties % 9,
    literalPositionBits: Math.floor(properties / 9) % 5,
    positionBits: Math.floor(properties / 45),
    dictionaryBytes: header.readUInt32LE(1),
    ...(unpacked === UNKNOWN ? {} : { unpackedBytes: Number(unpacked) }),
  };
}
