/**
 * What NARs and exports are written in (libutil/serialise.cc): 64-bit little-endian integers, and strings
 * that have their length before them and zeros after them up to a multiple of eight.
 */
/** An integer as eight bytes. */
export function wireInteger(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** A string as its length, itself and its padding. */
export function wireString(value: string | Uint8Array): Uint8Array[] {
  const bytes = typeof value === "string" ? Buffer.from(value, "utf8") : value;
  const padding = -bytes.length & 7;
  return [wireInteger(bytes.length), bytes, ...(padding === 0 ? [] : [new Uint8Array(padding)])];
}
