/** What an ELF file says of its own hardening: the words of its program headers and of its dynamic section (elf(5)). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readElf } from "../../src/image/read/index.ts";

export interface HardenedFile {
  readonly path: string;
  /** "mips, big-endian" */
  readonly isFor: string;
  readonly missing: readonly string[];
}

/** The programs and libraries below a folder, what each is for, and what each lacks. */
export const hardenedFiles = (folder: string): readonly HardenedFile[] =>
  filesBelow(folder).flatMap((path) => {
    const file = readFileSync(path);
    const missing = missingHardening(file);
    if (missing === undefined) return [];
    const { machine, endian } = readElf(file);
    return [{ path, isFor: `${machine}, ${endian}-endian`, missing }];
  });

/** What is missing of what every program of a router has; `undefined` for files that are neither programs nor libraries. */
function missingHardening(file: Buffer): readonly string[] | undefined {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f45_4c46) return undefined;
  const { half, word, long, wide } = readerOf(file);
  const type = half(16);
  if (type !== et.executable && type !== et.shared) return undefined;
  const [table, size, count] = wide ? [long(32), half(54), half(56)] : [long(28), half(42), half(44)];
  const headers = Array.from({ length: count }, (_, index) => table + index * size).map((at) => ({
    type: word(at),
    flags: word(wide ? at + 4 : at + 24),
    offset: long(wide ? at + 8 : at + 4),
    sizeBytes: long(wide ? at + 32 : at + 16),
  }));
  const find = (wanted: number) => headers.find((header) => header.type === wanted);
  const bindsNow = entries(find(pt.dynamic), wide ? 16 : 8).some((at) => {
    const [tag, value] = [long(at), long(at + (wide ? 8 : 4))];
    return (tag === dt.flags && (value & 8) !== 0) || (tag === dt.flags1 && (value & 1) !== 0);
  });
  const stack = find(pt.stack);
  return [
    ...(type === et.shared ? [] : ["position independence"]),
    ...(find(pt.relro) === undefined ? ["read-only relocations"] : []),
    ...(bindsNow ? [] : ["relocations bound at start"]),
    ...(stack === undefined || (stack.flags & 1) !== 0 ? ["a stack that is not executable"] : []),
  ];
}

/** Every file below a folder, links not followed. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const et = { executable: 2, shared: 3 } as const;
const pt = { dynamic: 2, stack: 0x6474_e551, relro: 0x6474_e552 } as const;
const dt = { flags: 30, flags1: 0x6fff_fffb } as const;

interface Section {
  readonly offset: number;
  readonly sizeBytes: number;
}

const entries = (section: Section | undefined, size: number): readonly number[] =>
  section === undefined
    ? []
    : Array.from({ length: section.sizeBytes / size }, (_, index) => section.offset + index * size);

/** Reads numbers in the file's own byte order; a long is as wide as its machine's addresses. */
function readerOf(file: Buffer) {
  const wide = file[4] === 2;
  const big = file[5] === 2;
  const half = (at: number): number => (big ? file.readUInt16BE(at) : file.readUInt16LE(at));
  const word = (at: number): number => (big ? file.readUInt32BE(at) : file.readUInt32LE(at));
  const long = (at: number): number =>
    wide ? Number(big ? file.readBigUInt64BE(at) : file.readBigUInt64LE(at)) : word(at);
  return { wide, half, word, long };
}
