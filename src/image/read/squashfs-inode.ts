/** One inode of a squashfs, and the entries of one of its directories (Linux's fs/squashfs/squashfs_fs.h). */
import { FormatError } from "./format-error.ts";
import type { SquashfsCursor } from "./squashfs-metadata.ts";

export interface SquashfsFile {
  readonly kind: "file";
  readonly sizeBytes: number;
  /** Where its whole blocks begin, and what each of them takes. */
  readonly blocksAt: number;
  readonly blocks: readonly number[];
  /** Its end, where that shares a block with others'. */
  readonly tail?: { readonly fragment: number; readonly offset: number; readonly sizeBytes: number };
}

export type SquashfsInode =
  | SquashfsFile
  /** Where its entries are, and how many bytes they take, unpacked. */
  | {
      readonly kind: "directory";
      readonly block: number;
      readonly offset: number;
      readonly listBytes: number;
    }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "other" };

const FORMAT = "squashfs";
const TYPE = { directory: 1, file: 2, symlink: 3, longDirectory: 8, longFile: 9, longSymlink: 10, last: 14 };
const NO_FRAGMENT = 0xffff_ffff;
/** The rest of a stored length says whether it is packed. */
const LENGTH_BITS = 0x00ff_ffff;
/** A directory's size counts "." and "..", which are not stored. */
const NOT_LISTED_BYTES = 3;

/** Reads the inode at the cursor, and its list of blocks. */
export function readInode(cursor: SquashfsCursor, blockBytes: number): SquashfsInode {
  const type = cursor.uint16();
  cursor.take(14); // mode, owner, group, time, number
  switch (type) {
    case TYPE.directory: {
      const block = cursor.uint32();
      cursor.take(4); // links
      const listBytes = cursor.uint16() - NOT_LISTED_BYTES;
      return { kind: "directory", block, listBytes, offset: cursor.uint16() };
    }
    case TYPE.longDirectory: {
      cursor.take(4); // links
      const listBytes = cursor.uint32() - NOT_LISTED_BYTES;
      const block = cursor.uint32();
      cursor.take(6); // parent, length of the index
      return { kind: "directory", block, listBytes, offset: cursor.uint16() };
    }
    case TYPE.file: {
      const [blocksAt, fragment, offset] = [cursor.uint32(), cursor.uint32(), cursor.uint32()];
      const sizeBytes = cursor.uint32();
      return readFile(cursor, { blocksAt, fragment, offset, sizeBytes, blockBytes });
    }
    case TYPE.longFile: {
      const [blocksAt, sizeBytes] = [cursor.uint64(), cursor.uint64()];
      cursor.take(12); // holes, links
      const [fragment, offset] = [cursor.uint32(), cursor.uint32()];
      cursor.take(4); // further attributes
      return readFile(cursor, { blocksAt, fragment, offset, sizeBytes, blockBytes });
    }
    case TYPE.symlink:
    case TYPE.longSymlink:
      cursor.take(4); // links
      return { kind: "symlink", target: cursor.take(cursor.uint32()).toString("utf8") };
    default:
      if (type === 0 || type > TYPE.last) throw new FormatError(FORMAT, `it has an inode of type ${type}`);
      return { kind: "other" };
  }
}

interface FileFacts {
  readonly blocksAt: number;
  readonly fragment: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly blockBytes: number;
}

function readFile(cursor: SquashfsCursor, facts: FileFacts): SquashfsFile {
  const { blocksAt, fragment, offset, sizeBytes, blockBytes } = facts;
  const hasTail = fragment !== NO_FRAGMENT;
  const whole = sizeBytes / blockBytes;
  const count = hasTail ? Math.floor(whole) : Math.ceil(whole);
  const blocks: number[] = [];
  while (blocks.length < count) blocks.push(cursor.uint32() & LENGTH_BITS);
  const tail = { fragment, offset, sizeBytes: sizeBytes % blockBytes };
  return { kind: "file", sizeBytes, blocksAt, blocks, ...(hasTail ? { tail } : {}) };
}

export interface SquashfsName {
  readonly name: string;
  /** Where its inode is: the block in the table of inodes, and the place in that block. */
  readonly block: number;
  readonly offset: number;
}

/** A directory's list: runs of names whose inodes are in one block. */
export function* readNames(cursor: SquashfsCursor, listBytes: number): Generator<SquashfsName> {
  for (let left = listBytes; left > 0; ) {
    const count = cursor.uint32() + 1;
    const block = cursor.uint32();
    cursor.take(4); // the first inode's number
    left -= 12;
    for (let entry = 0; entry < count; entry++) {
      const offset = cursor.uint16();
      cursor.take(4); // number, type
      const length = cursor.uint16() + 1;
      yield { name: cursor.take(length).toString("utf8"), block, offset };
      left -= 8 + length;
    }
  }
}

/** How long each of the blocks of files' ends is. */
export function readFragmentLength(cursor: SquashfsCursor): number {
  cursor.take(8); // where it is
  const length = cursor.uint32() & LENGTH_BITS;
  cursor.take(4); // unused
  return length;
}
