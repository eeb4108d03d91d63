/** Unpacking LZMA (the LZMA SDK's lzma-specification.txt): literals, and matches of what came before, out of coded bits. */
import { FormatError } from "./format-error.ts";
import { probabilities, RangeDecoder } from "./range-decoder.ts";

export interface LzmaProperties {
  readonly literalContextBits: number;
  readonly literalPositionBits: number;
  readonly positionBits: number;
}

const FORMAT = "LZMA stream";
/** Nine literal context bits, five literal position bits, five position bits: the byte has a combination of the three. */
const MOST_PROPERTIES = 9 * 5 * 5;
const STATES = 12;
const POSITION_STATES = 16;
const LEAST_MATCH = 2;
/** From here on, a distance's slot is followed by bits without probabilities, and by four that are aligned. */
const FIRST_FREE_SLOT = 14;
const FIRST_CODED_SLOT = 4;

/** The three numbers that are in one byte. */
export function readLzmaProperties(byte: number): LzmaProperties {
  if (byte >= MOST_PROPERTIES) {
    throw new FormatError(FORMAT, `expected properties below ${MOST_PROPERTIES}, got ${byte}`);
  }
  return {
    literalContextBits: byte % 9,
    literalPositionBits: Math.floor(byte / 9) % 5,
    positionBits: Math.floor(byte / 45),
  };
}

/** How long a match is: up to 9, up to 17, or up to 273. */
class LengthDecoder {
  readonly #choice = probabilities(2);
  readonly #low = probabilities(POSITION_STATES << 3);
  readonly #middle = probabilities(POSITION_STATES << 3);
  readonly #high = probabilities(1 << 8);

  read(coder: RangeDecoder, positionState: number): number {
    if (coder.bit(this.#choice, 0) === 0) return coder.tree(this.#low, 3, positionState << 3);
    if (coder.bit(this.#choice, 1) === 0) return 8 + coder.tree(this.#middle, 3, positionState << 3);
    return 16 + coder.tree(this.#high, 8);
  }
}

/** All that is learned, and how the last few symbols went: forgotten when the stream says so. */
export class LzmaState {
  readonly properties: LzmaProperties;
  readonly #literals: Uint16Array;
  readonly #isMatch = probabilities(STATES * POSITION_STATES);
  readonly #isRepeat = probabilities(STATES);
  readonly #isOlderRepeat = probabilities(STATES);
  readonly #isMuchOlderRepeat = probabilities(STATES);
  readonly #isOldest = probabilities(STATES);
  readonly #isLongRepeat = probabilities(STATES * POSITION_STATES);
  readonly #slots = probabilities(4 << 6);
  readonly #distances = probabilities(1 << 7);
  readonly #aligned = probabilities(1 << 4);
  readonly #matchLength = new LengthDecoder();
  readonly #repeatLength = new LengthDecoder();
  /** Below 7, the last symbol was a literal. */
  #state = 0;
  /** The last four distances, less one each, the newest first. */
  #repeats: [number, number, number, number] = [0, 0, 0, 0];

  constructor(properties: LzmaProperties) {
    this.properties = properties;
    this.#literals = probabilities(0x300 << (properties.literalContextBits + properties.literalPositionBits));
  }

  /** Unpacks into `output`, from `from` to its end at `to`; what is before `from` may be repeated, back to `start`. */
  unpack(packed: Buffer, output: Buffer, { from, to, start }: { from: number; to: number; start: number }) {
    const coder = new RangeDecoder(packed);
    const { positionBits } = this.properties;
    let at = from;
    while (at < to) {
      const positionState = (at - start) & ((1 << positionBits) - 1);
      const index = (this.#state << 4) + positionState;
      if (coder.bit(this.#isMatch, index) === 0) {
        output[at] = this.#literal(coder, output, at, start);
        at++;
        continue;
      }
      const length = this.#match(coder, index, positionState);
      const distance = this.#repeats[0] + 1;
      if (distance > at - start || length > to - at) throw new FormatError(FORMAT, "a match leaves it");
      for (let end = at + length; at < end; at++) output[at] = output[at - distance] ?? 0;
    }
  }

  #literal(coder: RangeDecoder, output: Buffer, at: number, start: number): number {
    const { literalContextBits, literalPositionBits } = this.properties;
    const before = at > start ? (output[at - 1] ?? 0) : 0;
    const position = (at - start) & ((1 << literalPositionBits) - 1);
    const table = 0x300 * ((position << literalContextBits) + (before >> (8 - literalContextBits)));
    let symbol = 1;
    if (this.#state >= 7) {
      // Behind a match, the byte that would have gone on with it tells what this one is not.
      let match = output[at - this.#repeats[0] - 1] ?? 0;
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = coder.bit(this.#literals, table + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | coder.bit(this.#literals, table + symbol);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
    return symbol & 0xff;
  }

  /** Its length; its distance is then the newest of the repeats. */
  #match(coder: RangeDecoder, index: number, positionState: number): number {
    const state = this.#state;
    const afterLiteral = state < 7;
    const [newest, older, muchOlder, oldest] = this.#repeats;
    if (coder.bit(this.#isRepeat, state) === 0) {
      const length = LEAST_MATCH + this.#matchLength.read(coder, positionState);
      this.#state = afterLiteral ? 7 : 10;
      this.#repeats = [this.#distance(coder, length), newest, older, muchOlder];
      return length;
    }
    if (coder.bit(this.#isOlderRepeat, state) === 0) {
      if (coder.bit(this.#isLongRepeat, index) === 0) {
        this.#state = afterLiteral ? 9 : 11;
        return 1;
      }
    } else if (coder.bit(this.#isMuchOlderRepeat, state) === 0) {
      this.#repeats = [older, newest, muchOlder, oldest];
    } else if (coder.bit(this.#isOldest, state) === 0) {
      this.#repeats = [muchOlder, newest, older, oldest];
    } else {
      this.#repeats = [oldest, newest, older, muchOlder];
    }
    this.#state = afterLiteral ? 8 : 11;
    return LEAST_MATCH + this.#repeatLength.read(coder, positionState);
  }

  #distance(coder: RangeDecoder, length: number): number {
    const slot = coder.tree(this.#slots, 6, Math.min(length - LEAST_MATCH, 3) << 6);
    if (slot < FIRST_CODED_SLOT) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < FIRST_FREE_SLOT) return base + coder.reverseTree(this.#distances, bits, base - slot);
    return base + coder.freeBits(bits - 4) * 16 + coder.reverseTree(this.#aligned, 4);
  }
}
