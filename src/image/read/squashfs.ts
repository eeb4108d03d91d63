/** What is in a squashfs, file by file, with the bytes that each takes of the image. */
import { FormatError, slice } from "./format-error.ts";
import {
  readFragmentLength,
  readInode,
  readNames,
  type SquashfsFile,
  type SquashfsInode,
} from "./squashfs-inode.ts";
import { SquashfsMetadata } from "./squashfs-metadata.ts";
import { readSquashfsSuperblock } from "./squashfs-superblock.ts";

export interface SquashfsEntry {
  /** From the root, which is "/": "/etc/passwd". */
  readonly path: string;
  readonly kind: "directory" | "file" | "symlink" | "other";
  /** As the file's reader sees it. */
  readonly sizeBytes: number;
  /**
   * What its contents take in the image. What several files share, since they are the same, counts with the first;
   * of a block of many files' ends each has its part.
   */
  readonly storedBytes: number;
  /** Where a link points to. */
  readonly target?: string;
}

export interface Squashfs {
  /** Each directory before what is in it. */
  readonly entries: readonly SquashfsEntry[];
  /** Names, modes, places: all but the contents of files. */
  readonly tableBytes: number;
  /** All that the filesystem is, without what pads it at its end. */
  readonly usedBytes: number;
}

const FORMAT = "squashfs";
/** Where the superblock tells of each. */
const AT = { rootInode: 32, inodes: 64, directories: 72, fragments: 80 };
const FRAGMENTS_A_BLOCK = 512;
const MOST_DEPTH = 256;

/** Reads the whole tree. The image must be packed by xz, as ours are. */
export function readSquashfs(image: Buffer): Squashfs {
  const { usedBytes, blockBytes, fragments, inodes } = readSquashfsSuperblock(image);
  const metadata = new SquashfsMetadata(image);
  const found = readTree(image, metadata, { blockBytes, inodes });
  const stored = storedBytes(found, readFragments(image, metadata, fragments));
  const entries = found.map(({ path, inode }) => ({
    path,
    kind: inode.kind,
    sizeBytes: inode.kind === "file" ? inode.sizeBytes : 0,
    storedBytes: stored.get(path) ?? 0,
    ...(inode.kind === "symlink" ? { target: inode.target } : {}),
  }));
  const contentBytes = [...stored.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { entries, usedBytes, tableBytes: usedBytes - contentBytes };
}

interface Found {
  readonly path: string;
  readonly inode: SquashfsInode;
}

interface Facts {
  readonly blockBytes: number;
  readonly inodes: number;
}

function readTree(image: Buffer, metadata: SquashfsMetadata, facts: Facts): readonly Found[] {
  const found: Found[] = [];
  const [inodes, directories] = [uint64(image, AT.inodes), uint64(image, AT.directories)];
  const visit = (path: string, block: number, offset: number, depth: number): void => {
    if (depth > MOST_DEPTH) throw new FormatError(FORMAT, `its directories are more than ${MOST_DEPTH} deep`);
    // Directories in a ring would never end.
    if (found.length > facts.inodes) throw new FormatError(FORMAT, "it has more names than inodes");
    const inode = readInode(metadata.at(inodes + block, offset), facts.blockBytes);
    found.push({ path: path === "" ? "/" : path, inode });
    if (inode.kind !== "directory" || inode.listBytes === 0) return;
    const list = metadata.at(directories + inode.block, inode.offset);
    for (const below of [...readNames(list, inode.listBytes)]) {
      visit(`${path}/${below.name}`, below.block, below.offset, depth + 1);
    }
  };
  const root = uint64(image, AT.rootInode);
  visit("", Math.floor(root / 2 ** 16), root % 2 ** 16, 0);
  return found;
}

/** How long the blocks are that files' ends share, by their numbers. */
function readFragments(image: Buffer, metadata: SquashfsMetadata, count: number): readonly number[] {
  const blocks = Array.from({ length: Math.ceil(count / FRAGMENTS_A_BLOCK) }, (_, index) =>
    metadata.at(uint64(image, uint64(image, AT.fragments) + 8 * index), 0),
  );
  return blocks.flatMap((cursor, index) =>
    Array.from({ length: Math.min(FRAGMENTS_A_BLOCK, count - index * FRAGMENTS_A_BLOCK) }, () =>
      readFragmentLength(cursor),
    ),
  );
}

/** By path; the sum is what all files' contents take. */
function storedBytes(found: readonly Found[], fragments: readonly number[]): ReadonlyMap<string, number> {
  const files = found.flatMap(({ path, inode }) => (inode.kind === "file" ? [{ path, ...inode }] : []));
  const seen = new Set<string>();
  const isFirst = (what: string): boolean => !seen.has(what) && seen.add(what) !== undefined;
  const own = files.map(({ path, blocksAt, blocks, tail }) => ({
    path,
    bytes: blocks.length > 0 && isFirst(`block ${blocksAt}`) ? sum(blocks) : 0,
    ...(tail !== undefined && isFirst(`tail ${tail.fragment} ${tail.offset}`) ? { tail } : {}),
  }));
  const unpacked = fragments.map(() => 0);
  for (const { tail } of own) {
    if (tail !== undefined) unpacked[tail.fragment] = (unpacked[tail.fragment] ?? 0) + tail.sizeBytes;
  }
  const share = (tail: SquashfsFile["tail"]): number =>
    tail === undefined
      ? 0
      : ((fragments[tail.fragment] ?? 0) * tail.sizeBytes) / (unpacked[tail.fragment] || 1);
  return new Map(own.map(({ path, bytes, tail }) => [path, bytes + share(tail)]));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const uint64 = (image: Buffer, at: number): number =>
  Number(slice(FORMAT, image, "table", at, 8).readBigUInt64LE(0));
