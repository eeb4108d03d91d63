/** The header of a `.lzma` file, which kernels and old U-Boots want: 13 bytes (the LZMA SDK's lzma-specification.txt). */
import { slice } from "./format-error.ts";
import { type LzmaProperties, readLzmaProperties } from "./lzma.ts";

export interface LzmaAlone extends LzmaProperties {
  readonly dictionaryBytes: number;
  /** How much it unpacks to; absent where the header leaves that to a mark at the end, as xz writes it. */
  readonly unpackedBytes?: number;
}

const FORMAT = "lzma file";
const HEADER_BYTES = 13;
const UNKNOWN = 0xffff_ffff_ffff_ffffn;

export function readLzmaAlone(bytes: Buffer): LzmaAlone {
  const header = slice(FORMAT, bytes, "header", 0, HEADER_BYTES);
  const unpacked = header.readBigUInt64LE(5);
  return {
    ...readLzmaProperties(header.readUInt8(0)),
    dictionaryBytes: header.readUInt32LE(1),
    ...(unpacked === UNKNOWN ? {} : { unpackedBytes: Number(unpacked) }),
  };
}
