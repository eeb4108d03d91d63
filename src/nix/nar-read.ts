/** Reads a Nix archive back into a tree (`parseDump`, libutil/archive.cc), and refuses what Nix refuses. */
import { byteString, compareBytes } from "./byte-string.ts";
import { checkEntryName, NarError, type NarNode } from "./nar-node.ts";

/** The tree in a NAR. Contents of files are views of the given bytes. */
export function readNar(nar: Uint8Array): NarNode {
  const reader = new Reader(nar);
  reader.expect("nix-archive-1");
  const root = readNode(reader);
  reader.end();
  return root;
}

function readNode(reader: Reader): NarNode {
  reader.expect("(");
  reader.expect("type");
  const type = reader.text();
  switch (type) {
    case "regular":
      return readFile(reader);
    case "symlink": {
      reader.expect("target");
      const target = reader.text();
      reader.expect(")");
      return { kind: "symlink", target };
    }
    case "directory":
      return readDirectory(reader);
    default:
      throw new NarError(`Expected 'regular', 'directory' or 'symlink' in a NAR, got '${type}'`);
  }
}

function readFile(reader: Reader): NarNode {
  let word = reader.text();
  const executable = word === "executable";
  if (executable) {
    reader.expect("");
    word = reader.text();
  }
  if (word === ")") return { kind: "file", executable, contents: new Uint8Array() };
  if (word !== "contents") throw new NarError(`Expected 'contents' in a NAR, got '${word}'`);
  const contents = reader.bytes();
  reader.expect(")");
  return { kind: "file", executable, contents };
}

function readDirectory(reader: Reader): NarNode {
  const entries: [string, NarNode][] = [];
  let last = "";
  for (let word = reader.text(); word !== ")"; word = reader.text()) {
    if (word !== "entry") throw new NarError(`Expected 'entry' in a NAR, got '${word}'`);
    reader.expect("(");
    reader.expect("name");
    const name = reader.text();
    checkEntryName(name);
    if (compareBytes(byteString(name), byteString(last)) <= 0) {
      throw new NarError(`Entries of a NAR must be sorted, got '${name}' after '${last}'`);
    }
    last = name;
    reader.expect("node");
    entries.push([name, readNode(reader)]);
    reader.expect(")");
  }
  return { kind: "directory", entries: Object.fromEntries(entries) };
}

class Reader {
  readonly #buffer: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  bytes(): Uint8Array {
    const size = this.#take(8).readBigUInt64LE();
    if (size > BigInt(this.#buffer.length)) throw new NarError("A NAR ends too early");
    const bytes = this.#take(Number(size));
    const padding = this.#take(-bytes.length & 7);
    if (padding.some((byte) => byte !== 0))
      throw new NarError("A NAR has something else than zeros as padding");
    return bytes;
  }

  text(): string {
    try {
      return utf8.decode(this.bytes());
    } catch (error) {
      if (error instanceof NarError) throw error;
      throw new NarError("A NAR has a name or symlink that is not UTF-8");
    }
  }

  expect(word: string): void {
    const got = this.text();
    if (got !== word) throw new NarError(`Expected '${word}' in a NAR, got '${got}'`);
  }

  end(): void {
    if (this.#offset !== this.#buffer.length) throw new NarError("A NAR has something after its end");
  }

  #take(size: number): Buffer {
    const end = this.#offset + size;
    if (end > this.#buffer.length) throw new NarError("A NAR ends too early");
    const taken = this.#buffer.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
