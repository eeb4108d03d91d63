/** A squashfs' own tables: blocks of up to 8 KiB, each with its length before it, packed or not (fs/squashfs/cache.c, block.c). */
import { FormatError, slice } from "./format-error.ts";
import { unpackXz } from "./xz.ts";

const FORMAT = "squashfs";
const BLOCK_BYTES = 8192;
/** In a block's length: it is not packed. */
const PLAIN = 0x8000;

interface Block {
  readonly bytes: Buffer;
  /** Where the block behind it begins. */
  readonly next: number;
}

/** Reads tables of one image; what was unpacked once is kept. */
export class SquashfsMetadata {
  readonly #image: Buffer;
  readonly #blocks = new Map<number, Block>();

  constructor(image: Buffer) {
    this.#image = image;
  }

  /** A place to read from: `offset` bytes into the unpacked contents of the block at `block`. */
  at(block: number, offset: number): SquashfsCursor {
    return new SquashfsCursor((at) => this.#block(at), block, offset);
  }

  #block(at: number): Block {
    const known = this.#blocks.get(at);
    if (known !== undefined) return known;
    const length = slice(FORMAT, this.#image, "table", at, 2).readUInt16LE(0);
    const packed = slice(FORMAT, this.#image, "table", at + 2, length & ~PLAIN);
    const bytes = (length & PLAIN) === 0 ? unpackXz(packed, BLOCK_BYTES) : packed;
    if (bytes.length === 0) throw new FormatError(FORMAT, `its table at ${at} has an empty block`);
    const block = { bytes, next: at + 2 + packed.length };
    this.#blocks.set(at, block);
    return block;
  }
}

/** Goes on from block to block. */
export class SquashfsCursor {
  readonly #blockAt: (at: number) => Block;
  #block: Block;
  #offset: number;

  constructor(blockAt: (at: number) => Block, at: number, offset: number) {
    this.#blockAt = blockAt;
    this.#block = blockAt(at);
    this.#offset = offset;
  }

  take(length: number): Buffer {
    const parts: Buffer[] = [];
    for (let left = length; left > 0; ) {
      if (this.#offset >= this.#block.bytes.length) {
        this.#offset -= this.#block.bytes.length;
        this.#block = this.#blockAt(this.#block.next);
        continue;
      }
      const part = this.#block.bytes.subarray(this.#offset, this.#offset + left);
      parts.push(part);
      this.#offset += part.length;
      left -= part.length;
    }
    return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  }

  uint16 = (): number => this.take(2).readUInt16LE(0);
  uint32 = (): number => this.take(4).readUInt32LE(0);
  uint64 = (): number => Number(this.take(8).readBigUInt64LE(0));
}
