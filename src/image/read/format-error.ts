/** Bytes that are not what they should be: which format, where in it, what was expected and what came. */
export class FormatError extends Error {
  constructor(format: string, problem: string) {
    super(`not a good ${format}: ${problem}`);
    this.name = "FormatError";
  }
}

/** The bytes from `offset` on, `length` of them; an error if the file ends before. */
export function slice(format: string, bytes: Buffer, what: string, offset: number, length: number): Buffer {
  if (offset + length <= bytes.length) return bytes.subarray(offset, offset + length);
  throw new FormatError(
    format,
    `its ${what} are ${length} bytes at ${offset}, and the file has only ${bytes.length}`,
  );
}

/** An error unless the two numbers are the same. */
export function requireSame(format: string, what: string, expected: number, got: number): void {
  if (expected !== got) throw new FormatError(format, `expected ${what} ${hex(expected)}, got ${hex(got)}`);
}

export const hex = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;
