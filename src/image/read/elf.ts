/** An ELF file's header and what it loads (System V ABI, chapters 4 and 5), of 32 or 64 bits, of either end. */
import { FormatError, slice } from "./format-error.ts";

export interface ElfSegment {
  /** Where it is loaded to; a kernel's physical address, as its linker script says it. */
  readonly address: number;
  /** In memory, with what is cleared behind what comes from the file. */
  readonly memoryBytes: number;
}

export interface Elf {
  readonly bits: 32 | 64;
  readonly endian: "big" | "little";
  readonly machine: string;
  readonly loaded: readonly ElfSegment[];
}

const FORMAT = "ELF file";
const LOAD = 1;
/** Processors that anything here is built for (elf-em.h). */
const MACHINES: Readonly<Record<number, string>> = { 8: "mips", 40: "arm", 62: "x86_64", 183: "arm64" };

export function readElf(bytes: Buffer): Elf {
  const ident = slice(FORMAT, bytes, "header", 0, 64);
  if (ident.toString("latin1", 0, 4) !== "\x7fELF") throw new FormatError(FORMAT, "it does not begin as one");
  const bits = ident.readUInt8(4) === 2 ? 64 : 32;
  const endian = ident.readUInt8(5) === 2 ? "big" : "little";
  const words = wordsOf(endian);
  const code = words.half(bytes, 18);
  const machine = MACHINES[code];
  if (machine === undefined) throw new FormatError(FORMAT, `its machine is ${code}, which is unknown`);
  const wide = bits === 64;
  const at = wide ? words.wide(bytes, 32) : words.word(bytes, 28);
  const [size, count] = wide
    ? [words.half(bytes, 54), words.half(bytes, 56)]
    : [words.half(bytes, 42), words.half(bytes, 44)];
  const headers = slice(FORMAT, bytes, "program headers", at, size * count);
  const loaded = Array.from({ length: count }, (_, index) =>
    headers.subarray(index * size, (index + 1) * size),
  )
    .filter((header) => words.word(header, 0) === LOAD)
    .map((header) =>
      wide
        ? { address: words.wide(header, 24), memoryBytes: words.wide(header, 40) }
        : { address: words.word(header, 12), memoryBytes: words.word(header, 20) },
    );
  return { bits, endian, machine, loaded };
}

/** Numbers of 16, 32 and 64 bits. Kernels' addresses of 64 bits lose their last bits, which nobody compares. */
const wordsOf = (endian: "big" | "little") =>
  endian === "big"
    ? {
        half: (bytes: Buffer, at: number) => bytes.readUInt16BE(at),
        word: (bytes: Buffer, at: number) => bytes.readUInt32BE(at),
        wide: (bytes: Buffer, at: number) => Number(bytes.readBigUInt64BE(at)),
      }
    : {
        half: (bytes: Buffer, at: number) => bytes.readUInt16LE(at),
        word: (bytes: Buffer, at: number) => bytes.readUInt32LE(at),
        wide: (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at)),
      };
