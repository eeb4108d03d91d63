/**
 * Nix's strings are bytes, JavaScript's are UTF-16. Between the two stands the byte string: a string of
 * which each character is one byte (Latin-1). It compares, concatenates and escapes as Nix's strings do,
 * and ASCII text, which nearly all of it is, is its own byte string.
 */
declare const bytes: unique symbol;
export type ByteString = string & { readonly [bytes]: true };

/** Text (as UTF-8) or bytes as a byte string. */
export function byteString(value: string | Uint8Array): ByteString {
  if (typeof value !== "string") return asBuffer(value).toString("latin1") as ByteString;
  // Only ASCII takes as many bytes as it has characters.
  if (Buffer.byteLength(value) === value.length) return value as ByteString;
  return Buffer.from(value, "utf8").toString("latin1") as ByteString;
}

/** The bytes of a byte string. */
export const bytesOf = (value: ByteString): Uint8Array => Buffer.from(value, "latin1");

/** A byte string read as UTF-8, with U+FFFD for what is not. */
export const textOf = (value: ByteString): string => Buffer.from(value, "latin1").toString("utf8");

/** Orders as `std::string` does, by unsigned bytes. */
export const compareBytes = (a: ByteString, b: ByteString): number => (a < b ? -1 : a > b ? 1 : 0);

const asBuffer = (value: Uint8Array): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength);
