/**
 * Nix's base 32 (`printHash32`, libutil/hash.cc): digits and letters without e, o, t and u, the last five
 * bits first.
 */
const alphabet = "0123456789abcdfghijklmnpqrsvwxyz";

/** Bytes as base 32, e.g. the 20 bytes of a store path as its 32 characters. */
export function toBase32(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / 5);
  let text = "";
  for (let n = length - 1; n >= 0; n--) {
    const bit = n * 5;
    const index = bit >> 3;
    const pair = (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8);
    text += alphabet[(pair >> (bit & 7)) & 31];
  }
  return text;
}

/** Bytes of a base 32 text; `undefined` if it is none, or has bits set beyond its last byte. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  for (let n = 0; n < text.length; n++) {
    const digit = alphabet.indexOf(text.charAt(text.length - 1 - n));
    if (digit === -1) return undefined;
    const bit = n * 5;
    const index = bit >> 3;
    const pair = digit << (bit & 7);
    if (index < bytes.length) bytes[index] = (bytes[index] ?? 0) | (pair & 0xff);
    if (index + 1 < bytes.length) bytes[index + 1] = (bytes[index + 1] ?? 0) | (pair >> 8);
    else if (pair >> 8 !== 0) return undefined;
    if (index >= bytes.length && digit !== 0) return undefined;
  }
  return bytes;
}
