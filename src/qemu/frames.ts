/** Ethernet frames as `-netdev stream` puts them on a socket: each after its length in four bytes, big-endian. */

/** Cuts a stream of bytes into frames, each still with its length before it. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** The frames that these bytes complete. */
  push(bytes: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const frames: Buffer[] = [];
    while (this.#rest.length >= 4) {
      const end = 4 + this.#rest.readUInt32BE(0);
      if (this.#rest.length < end) break;
      frames.push(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end);
    }
    return frames;
  }
}
