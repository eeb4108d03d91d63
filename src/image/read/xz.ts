/** Unpacking `.xz` (the XZ format's specification, 1.1): one stream of blocks, each packed by LZMA2 alone, as squashfs has them. */
import { crc32 } from "node:zlib";
import { FormatError, requireSame, slice } from "./format-error.ts";
import { LzmaState, readLzmaProperties } from "./lzma.ts";

const FORMAT = "xz stream";
const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const HEADER_BYTES = 12;
/** How long the check of a block is, by its kind: a quarter of these kinds are not given yet. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const CRC32 = 1;
const LZMA2 = 0x21;

/** What is packed in these bytes, which may be no more than `mostBytes`. */
export function unpackXz(bytes: Buffer, mostBytes: number): Buffer {
  const header = slice(FORMAT, bytes, "header", 0, HEADER_BYTES);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new FormatError(FORMAT, "it has another magic");
  requireSame(FORMAT, "checksum of the header", header.readUInt32LE(8), crc32(header.subarray(6, 8)));
  const check = (header[7] ?? 0) & 0xf;
  const output = Buffer.alloc(mostBytes);
  let [at, end] = [HEADER_BYTES, 0];
  // A block's header begins with its length; the index behind the last block, with a zero.
  while (slice(FORMAT, bytes, "blocks", at, 1)[0] !== 0) {
    const headerBytes = ((bytes[at] ?? 0) + 1) * 4;
    checkBlockHeader(slice(FORMAT, bytes, "block's header", at, headerBytes));
    const block = unpackLzma2(bytes.subarray(at + headerBytes), output, end);
    const packedBytes = Math.ceil(block.packedBytes / 4) * 4;
    const checkAt = at + headerBytes + packedBytes;
    const checkBytes = CHECK_BYTES[check] ?? 0;
    const said = slice(FORMAT, bytes, "block's check", checkAt, checkBytes);
    if (check === CRC32) {
      const found = crc32(output.subarray(end, block.end));
      requireSame(FORMAT, "checksum of a block", said.readUInt32LE(0), found);
    }
    at = checkAt + checkBytes;
    end = block.end;
  }
  return output.subarray(0, end);
}

/** The one filter must be LZMA2; what its dictionary is, and sizes, need not be known. */
function checkBlockHeader(header: Buffer): void {
  const end = header.length - 4;
  requireSame(
    FORMAT,
    "checksum of a block's header",
    header.readUInt32LE(end),
    crc32(header.subarray(0, end)),
  );
  const flags = header[1] ?? 0;
  let at = 2;
  for (const hasSize of [flags & 0x40, flags & 0x80]) {
    if (hasSize !== 0) while (((header[at++] ?? 0) & 0x80) !== 0);
  }
  if ((flags & 3) !== 0 || header[at] !== LZMA2)
    throw new FormatError(FORMAT, "it has other filters than LZMA2");
}

/** Chunks, each packed or plain, until one that says it is the end; into `output` from `from` on. */
function unpackLzma2(bytes: Buffer, output: Buffer, from: number) {
  let [at, end, start] = [0, from, from];
  let state: LzmaState | undefined;
  for (;;) {
    const control = slice(FORMAT, bytes, "chunks", at, 1).readUInt8(0);
    if (control === 0) return { packedBytes: at + 1, end };
    if (control === 1 || control >= 0xe0) start = end;
    if (control < 0x80) {
      if (control > 2) throw new FormatError(FORMAT, `a chunk is of kind ${control}`);
      const length = slice(FORMAT, bytes, "chunk", at, 3).readUInt16BE(1) + 1;
      requireRoom(output, end + length);
      slice(FORMAT, bytes, "chunk", at + 3, length).copy(output, end);
      [at, end] = [at + 3 + length, end + length];
      continue;
    }
    const head = slice(FORMAT, bytes, "chunk", at, 6);
    const to = end + (control & 0x1f) * 2 ** 16 + head.readUInt16BE(1) + 1;
    const packedBytes = head.readUInt16BE(3) + 1;
    requireRoom(output, to);
    const hasProperties = control >= 0xc0;
    if (hasProperties) state = new LzmaState(readLzmaProperties(head.readUInt8(5)));
    else if (control >= 0xa0 && state !== undefined) state = new LzmaState(state.properties);
    if (state === undefined) throw new FormatError(FORMAT, "its first chunk has no properties");
    at += hasProperties ? 6 : 5;
    state.unpack(slice(FORMAT, bytes, "chunk", at, packedBytes), output, { from: end, to, start });
    [at, end] = [at + packedBytes, to];
  }
}

function requireRoom(output: Buffer, end: number): void {
  if (end > output.length) throw new FormatError(FORMAT, `it unpacks to more than ${output.length} bytes`);
}
