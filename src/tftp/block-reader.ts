/** A file's blocks as packets of data, read in large pieces: the next block is nearly always in memory. */
import { readSync } from "node:fs";
import { OPCODE } from "./packet.ts";
import type { ServedFile } from "./served-file.ts";

const PIECE_BYTES = 256 * 1024;
const HEADER_BYTES = 4;

export class BlockReader {
  readonly #file: ServedFile;
  readonly #blockSize: number;
  readonly #piece: Buffer;
  #pieceAt = 0;
  #pieceLength = 0;
  #ready: { readonly block: number; readonly packet: Buffer } | undefined;

  constructor(file: ServedFile, blockSize: number) {
    this.#file = file;
    this.#blockSize = blockSize;
    // Many who ask for little at once take little.
    this.#piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, file.sizeBytes));
  }

  /** The packet of a block, counted from 1. Throws if the file has become shorter than it was. */
  packet(block: number): Buffer {
    return this.#ready?.block === block ? this.#ready.packet : this.#make(block);
  }

  /** Makes a packet while there is time: the client is busy with the one before. */
  prepare(block: number): void {
    this.#ready = { block, packet: this.#make(block) };
  }

  #make(block: number): Buffer {
    const from = (block - 1) * this.#blockSize;
    const length = Math.min(this.#blockSize, this.#file.sizeBytes - from);
    if (from < this.#pieceAt || from + length > this.#pieceAt + this.#pieceLength) this.#read(from, length);
    const packet = Buffer.allocUnsafe(HEADER_BYTES + length);
    packet.writeUInt16BE(OPCODE.data, 0);
    packet.writeUInt16BE(block & 0xffff, 2);
    const start = from - this.#pieceAt;
    this.#piece.copy(packet, HEADER_BYTES, start, start + length);
    return packet;
  }

  #read(from: number, atLeast: number): void {
    this.#pieceAt = from;
    this.#pieceLength = readSync(this.#file.descriptor, this.#piece, 0, this.#piece.length, from);
    if (this.#pieceLength < atLeast) throw new Error("the file has become shorter while it was sent");
  }
}
