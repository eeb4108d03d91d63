/** A flattened device tree, `.dtb` (Devicetree Specification 0.4, chapter 5): its nodes, properties and reserved memory. */
import { FormatError, requireSame, slice } from "./format-error.ts";

export interface DeviceTreeNode {
  /** With its address: "serial@18020000". The root's is empty. */
  readonly name: string;
  readonly properties: ReadonlyMap<string, Buffer>;
  readonly children: readonly DeviceTreeNode[];
}

export interface DeviceTree {
  readonly root: DeviceTreeNode;
  readonly reservations: readonly { readonly address: bigint; readonly sizeBytes: bigint }[];
  readonly totalBytes: number;
}

const FORMAT = "device tree";
const MAGIC = 0xd00d_feed;
const HEADER_BYTES = 40;
const VERSION = 17;
const TOKEN = { beginNode: 1, endNode: 2, property: 3, nothing: 4, end: 9 } as const;

/** The tree at the start of these bytes; what follows it is left alone. */
export function readDeviceTree(bytes: Buffer): DeviceTree {
  const header = slice(FORMAT, bytes, "header", 0, HEADER_BYTES);
  requireSame(FORMAT, "magic", MAGIC, header.readUInt32BE(0));
  requireSame(FORMAT, "version", VERSION, header.readUInt32BE(20));
  const totalBytes = header.readUInt32BE(4);
  const whole = slice(FORMAT, bytes, "contents", 0, totalBytes);
  const structure = slice(FORMAT, whole, "nodes", header.readUInt32BE(8), header.readUInt32BE(36));
  const strings = slice(FORMAT, whole, "names", header.readUInt32BE(12), header.readUInt32BE(32));
  return {
    root: readRoot(new Tokens(structure), strings),
    reservations: readReservations(whole, header.readUInt32BE(16)),
    totalBytes,
  };
}

/** The node at a path: "/", "/chosen", "/soc/serial@18020000". */
export function nodeAt(tree: DeviceTree, path: string): DeviceTreeNode | undefined {
  let node: DeviceTreeNode | undefined = tree.root;
  for (const word of path.split("/").filter((part) => part !== "")) {
    node = node?.children.find(({ name }) => name === word);
  }
  return node;
}

/** A property that is a text, or several: `compatible`, `bootargs`. */
export function textsOf(node: DeviceTreeNode, property: string): readonly string[] {
  const value = node.properties.get(property);
  if (value === undefined) return [];
  if (value.at(-1) !== 0) throw new FormatError(FORMAT, `'${property}' of '${node.name}' is no text`);
  return value.toString("utf8", 0, value.length - 1).split("\0");
}

/** A property that is numbers of 32 bits each: `reg`, `#address-cells`. */
export function cellsOf(node: DeviceTreeNode, property: string): readonly number[] {
  const value = node.properties.get(property) ?? Buffer.alloc(0);
  if (value.length % 4 !== 0) throw new FormatError(FORMAT, `'${property}' of '${node.name}' is no cells`);
  return Array.from({ length: value.length / 4 }, (_, index) => value.readUInt32BE(4 * index));
}

/** Reads on through the structure block, in steps of four bytes. */
class Tokens {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  word(): number {
    return this.take(4).readUInt32BE(0);
  }

  take(length: number): Buffer {
    const taken = slice(FORMAT, this.#bytes, "nodes", this.#at, length);
    this.#at += Math.ceil(length / 4) * 4;
    return taken;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new FormatError(FORMAT, "a node's name has no end");
    const length = end - this.#at;
    return this.take(length + 1).toString("utf8", 0, length);
  }

  /** The next token that means something. */
  token(): number {
    const token = this.word();
    return token === TOKEN.nothing ? this.token() : token;
  }
}

function readRoot(tokens: Tokens, strings: Buffer): DeviceTreeNode {
  requireSame(FORMAT, "first token", TOKEN.beginNode, tokens.token());
  const root = readNode(tokens, strings, 0);
  requireSame(FORMAT, "last token", TOKEN.end, tokens.token());
  return root;
}

/** No real tree is nearly as deep; a made one could be deeper than our stack. */
const MOST_DEPTH = 64;

function readNode(tokens: Tokens, strings: Buffer, depth: number): DeviceTreeNode {
  if (depth > MOST_DEPTH) throw new FormatError(FORMAT, `its nodes are more than ${MOST_DEPTH} deep`);
  const name = tokens.text();
  const properties = new Map<string, Buffer>();
  const children: DeviceTreeNode[] = [];
  for (;;) {
    const token = tokens.token();
    if (token === TOKEN.endNode) return { name, properties, children };
    if (token === TOKEN.beginNode) children.push(readNode(tokens, strings, depth + 1));
    else if (token === TOKEN.property) {
      const length = tokens.word();
      const nameAt = tokens.word();
      properties.set(nameIn(strings, nameAt), tokens.take(length));
    } else throw new FormatError(FORMAT, `token ${token} in node '${name}'`);
  }
}

function nameIn(strings: Buffer, from: number): string {
  const end = strings.indexOf(0, from);
  if (end < 0) throw new FormatError(FORMAT, `a property's name at ${from} has no end`);
  return strings.toString("utf8", from, end);
}

/** Pairs of 64 bits each, until one that is all zero. */
function readReservations(bytes: Buffer, from: number): DeviceTree["reservations"] {
  const found: { address: bigint; sizeBytes: bigint }[] = [];
  for (let at = from; ; at += 16) {
    const pair = slice(FORMAT, bytes, "reservations", at, 16);
    const [address, sizeBytes] = [pair.readBigUInt64BE(0), pair.readBigUInt64BE(8)];
    if (address === 0n && sizeBytes === 0n) return found;
    found.push({ address, sizeBytes });
  }
}
