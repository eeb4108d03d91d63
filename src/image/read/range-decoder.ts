/** The range coder of LZMA (the LZMA SDK's lzma-specification.txt): bits, each by a probability that learns from them. */
import { FormatError } from "./format-error.ts";

const FORMAT = "LZMA stream";
/** Probabilities are of 11 bits, and move by a 32nd of what is left. */
const HALF = 1 << 10;
const WHOLE = 1 << 11;
const MOVE_BITS = 5;
const LEAST_RANGE = 2 ** 24;

/** So many, all of them undecided. */
export const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(HALF);

/** Bits out of packed bytes. */
export class RangeDecoder {
  readonly #bytes: Buffer;
  #at: number;
  #range = 0xffff_ffff;
  #code = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    if (bytes.length < 5 || bytes[0] !== 0) throw new FormatError(FORMAT, "its first byte is not zero");
    this.#code = bytes.readUInt32BE(1);
    this.#at = 5;
  }

  bit(table: Uint16Array, index: number): 0 | 1 {
    const probability = table[index] ?? HALF;
    const bound = (this.#range >>> 11) * probability;
    const bit = this.#code < bound ? 0 : 1;
    if (bit === 0) {
      this.#range = bound;
      table[index] = probability + ((WHOLE - probability) >>> MOVE_BITS);
    } else {
      this.#code -= bound;
      this.#range -= bound;
      table[index] = probability - (probability >>> MOVE_BITS);
    }
    this.#refill();
    return bit;
  }

  /** Bits that are as likely one as the other. */
  freeBits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.#range = Math.floor(this.#range / 2);
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
      this.#refill();
    }
    return value;
  }

  /** A number of some bits, the highest first. */
  tree(table: Uint16Array, bits: number, from = 0): number {
    let node = 1;
    for (let left = bits; left > 0; left--) node = (node << 1) | this.bit(table, from + node);
    return node - (1 << bits);
  }

  /** The same, the lowest first. */
  reverseTree(table: Uint16Array, bits: number, from = 0): number {
    let [node, value] = [1, 0];
    for (let index = 0; index < bits; index++) {
      const bit = this.bit(table, from + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #refill(): void {
    if (this.#range >= LEAST_RANGE) return;
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new FormatError(FORMAT, "it ends too early");
    this.#range = this.#range * 256;
    this.#code = this.#code * 256 + byte;
  }
}
