/** Internet addresses and networks, as plain values that can be compared and printed. */

export type Family = 4 | 6;

/** An address with the length of its network's prefix: `192.168.8.1/24`. */
export interface Network {
  readonly family: Family;
  /** The whole, in its shortest form: "192.168.8.1/24". */
  readonly text: string;
  /** "192.168.8.1" */
  readonly address: string;
  readonly prefixLength: number;
  /** The network itself: "192.168.8.0". */
  readonly network: string;
  /** Of IPv4: "255.255.255.0" and "192.168.8.255". */
  readonly netmask?: string;
  readonly broadcast?: string;
  /** JSON and templates show the text. */
  toJSON(): string;
  toString(): string;
}

const BITS = { 4: 32, 6: 128 } as const;

/** The address as a number, or undefined if it is none. */
export function parseAddress(text: string): { readonly family: Family; readonly bits: bigint } | undefined {
  const four = parse4(text);
  if (four !== undefined) return { family: 4, bits: four };
  const six = parse6(text);
  return six === undefined ? undefined : { family: 6, bits: six };
}

/** Four decimal numbers; no leading zeros, which some programs take for octal (RFC 6943, section 3.1.1). */
function parse4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

/** RFC 4291, section 2.2: eight groups, "::" for a run of zeros, and perhaps an IPv4 address at the end. */
function parse6(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const before = groups(head, tail === undefined);
  const after = tail === undefined ? [] : groups(tail, true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array<number>(missing).fill(0), ...after];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

function groups(text: string, last: boolean): number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const end = parts.at(-1) ?? "";
  const four = last && end.includes(".") ? parse4(end) : undefined;
  const words = four === undefined ? parts : parts.slice(0, -1);
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  const low = four === undefined ? [] : [Number(four >> 16n), Number(four & 0xffffn)];
  return [...words.map((word) => Number.parseInt(word, 16)), ...low];
}

export const showAddress = (family: Family, bits: bigint): string =>
  family === 4 ? show4(bits) : show6(bits);

const show4 = (bits: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join(".");

/** RFC 5952: lower case, no leading zeros, "::" for the first longest run of two zero groups or more. */
function show6(bits: bigint): string {
  const words = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const text = words.join(":");
  const longest = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].reduce<RegExpExecArray | undefined>(
    (best, run) => (best !== undefined && best[0].length >= run[0].length ? best : run),
    undefined,
  );
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}

/** The address in its one shortest form, or undefined if it is none of the family. */
export function canonicalAddress(text: string, family: Family): string | undefined {
  const parsed = parseAddress(text);
  return parsed?.family === family ? showAddress(family, parsed.bits) : undefined;
}

/** Reads `address/length`. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = "", length = ""] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  const parsed = parseAddress(address);
  const prefixLength = Number(length);
  return parsed === undefined || prefixLength > BITS[parsed.family]
    ? undefined
    : network(parsed.family, parsed.bits, prefixLength);
}

function network(family: Family, bits: bigint, prefixLength: number): Network {
  const host = (1n << BigInt(BITS[family] - prefixLength)) - 1n;
  const address = showAddress(family, bits);
  const text = `${address}/${prefixLength}`;
  const base = bits & ~host;
  const value: Omit<Network, "toJSON" | "toString"> = {
    family,
    text,
    address,
    prefixLength,
    network: showAddress(family, base),
    ...(family === 4 ? { netmask: show4(0xffff_ffffn & ~host), broadcast: show4(base | host) } : {}),
  };
  Object.defineProperties(value, { toJSON: { value: () => text }, toString: { value: () => text } });
  return Object.freeze(value as Network);
}

/** Whether the address lies in the network. */
export function contains(within: Network, address: string): boolean {
  const [first, last] = range(within);
  const parsed = parseAddress(address);
  return parsed?.family === within.family && first <= parsed.bits && parsed.bits <= last;
}

/** Whether some address lies in both networks. */
export function overlaps(a: Network, b: Network): boolean {
  const [firstA, lastA] = range(a);
  const [firstB, lastB] = range(b);
  return a.family === b.family && firstA <= lastB && firstB <= lastA;
}

/** The nth address of a network, counted from its own: 1 is usually the router. */
export function addressAt(of: Network, index: number): string {
  const [first, last] = range(of);
  const bits = first + BigInt(index);
  if (bits < first || bits > last) throw new RangeError(`${of.text} has no address number ${index}`);
  return showAddress(of.family, bits);
}

/** Negative, zero or positive: for sorting, and for whether a range runs forwards. */
export function compareAddresses(a: string, b: string): number {
  const [left, right] = [parseAddress(a)?.bits ?? -1n, parseAddress(b)?.bits ?? -1n];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function range({ family, network: base, prefixLength }: Network): readonly [bigint, bigint] {
  const first = parseAddress(base)?.bits ?? 0n;
  return [first, first | ((1n << BigInt(BITS[family] - prefixLength)) - 1n)];
}
