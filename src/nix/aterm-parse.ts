/** Reads a `.drv` back: `parseDerivation`, libstore/derivations.cc. What it reads, `unparse` writes the same. */
import type { ByteString } from "./byte-string.ts";
import type { Drv, DrvInput, DrvOutput } from "./drv.ts";

/** A text that is no `.drv`, and at which byte it stops being one. */
export class AtermError extends Error {
  override readonly name = "AtermError";
  readonly offset: number;

  constructor(expected: string, offset: number) {
    super(`Expected ${expected} at byte ${offset} of a derivation`);
    this.offset = offset;
  }
}

/** What a `.drv` file says. */
export function parseDrv(text: ByteString): Drv {
  const reader = new Reader(text);
  reader.expect("Derive(");
  const outputs = reader.list(() => parseOutput(reader));
  reader.expect(",");
  const inputs = reader.list(() => parseInput(reader));
  reader.expect(",");
  const sources = reader.list(() => reader.string());
  reader.expect(",");
  const system = reader.string();
  reader.expect(",");
  const builder = reader.string();
  reader.expect(",");
  const args = reader.list(() => reader.string());
  reader.expect(",");
  const env = reader.list(() => parseVariable(reader));
  reader.expect(")");
  reader.end();
  return { outputs, inputs, sources, system, builder, args, env };
}

function parseOutput(reader: Reader): DrvOutput {
  reader.expect("(");
  const name = reader.string();
  reader.expect(",");
  const path = reader.string();
  reader.expect(",");
  const method = reader.string();
  reader.expect(",");
  const hash = reader.string();
  reader.expect(")");
  return { name, path, method, hash };
}

function parseInput(reader: Reader): DrvInput {
  reader.expect("(");
  const drv = reader.string();
  reader.expect(",");
  const outputs = reader.list(() => reader.string());
  reader.expect(")");
  return { drv, outputs };
}

function parseVariable(reader: Reader): readonly [ByteString, ByteString] {
  reader.expect("(");
  const name = reader.string();
  reader.expect(",");
  const value = reader.string();
  reader.expect(")");
  return [name, value];
}

class Reader {
  readonly #text: string;
  #offset = 0;

  constructor(text: ByteString) {
    this.#text = text;
  }

  expect(word: string): void {
    if (!this.#text.startsWith(word, this.#offset)) throw new AtermError(`'${word}'`, this.#offset);
    this.#offset += word.length;
  }

  string(): ByteString {
    this.expect('"');
    // Not `[^"\\]|\\.` under one star: a long script would overflow the stack of the matcher.
    let end = this.#offset;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    const written = this.#text.slice(this.#offset, end);
    this.#offset = end;
    this.expect('"');
    if (!written.includes("\\")) return written as ByteString;
    return written.replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char) as ByteString;
  }

  list<Item>(item: () => Item): Item[] {
    const items: Item[] = [];
    this.expect("[");
    while (this.#text[this.#offset] !== "]") {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    this.expect("]");
    return items;
  }

  end(): void {
    if (this.#offset !== this.#text.length) throw new AtermError("the end", this.#offset);
  }
}

/** After a backslash any other character stands for itself: `parseString`. */
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
