/** Attributes of netlink messages (linux/netlink.h): a length, a type and what they hold, each at a multiple of four. */
import { utf8 } from "./utf8.ts";

/** A type, and bytes or further attributes. */
export type Attribute = readonly [type: number, value: Uint8Array | readonly Attribute[]];

const NLA_F_NESTED = 0x8000;
const NLA_TYPE_MASK = 0x3fff; // without NLA_F_NESTED and NLA_F_NET_BYTEORDER
const headerBytes = 4;

/** Room for the next one to begin where it must. */
export const padded = (length: number): number => (length + 3) & ~3;

export function attributesSize(attributes: readonly Attribute[]): number {
  return attributes.reduce((sum, [, value]) => sum + padded(headerBytes + valueSize(value)), 0);
}

const valueSize = (value: Attribute[1]): number =>
  value instanceof Uint8Array ? value.length : attributesSize(value);

/** Writes them one after the other, and gives where they end. */
export function writeAttributes(
  view: DataView,
  at: number,
  attributes: readonly Attribute[],
  littleEndian: boolean,
): number {
  for (const [type, value] of attributes) {
    const length = headerBytes + valueSize(value);
    if (length > 0xffff) throw new RangeError(`an attribute of type ${type} has ${length} bytes`);
    const nested = value instanceof Uint8Array ? 0 : NLA_F_NESTED;
    view.setUint16(at, length, littleEndian);
    view.setUint16(at + 2, type | nested, littleEndian);
    if (value instanceof Uint8Array)
      new Uint8Array(view.buffer, view.byteOffset + at + headerBytes).set(value);
    else writeAttributes(view, at + headerBytes, value, littleEndian);
    at += padded(length);
  }
  return at;
}

/** The attributes in some bytes, by type; those that are cut off are left out. */
export function readAttributes(bytes: Uint8Array, littleEndian: boolean): ReadonlyMap<number, Uint8Array> {
  return new Map(listAttributes(bytes, littleEndian));
}

/** The same in their order: lists have many of one type. */
export function listAttributes(
  bytes: Uint8Array,
  littleEndian: boolean,
): readonly (readonly [type: number, value: Uint8Array])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: (readonly [number, Uint8Array])[] = [];
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const length = view.getUint16(at, littleEndian);
    if (length < headerBytes || at + length > bytes.length) break;
    found.push([
      view.getUint16(at + 2, littleEndian) & NLA_TYPE_MASK,
      bytes.subarray(at + headerBytes, at + length),
    ]);
    at += padded(length);
  }
  return found;
}

/** nf_tables' own numbers are big-endian on every machine. */
export function be32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0);
  return bytes;
}

export function be64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** Text with a NUL at its end. */
export const text = (value: string): Uint8Array => Uint8Array.from([...utf8(value), 0]);

/** Text of so many bytes, the rest of them zero: as registers hold names of interfaces. */
export function fixedText(value: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(utf8(value).slice(0, length - 1));
  return bytes;
}
