/** Packets, byte by byte: what a real program would never send has to be sent too. */

export type Address = readonly number[];

/** "192.0.2.1" or "2001:db8::1" as bytes. */
export function addressBytes(text: string): Address {
  if (!text.includes(":")) return text.split(".").map(Number);
  const [head = "", tail = ""] = text.split("::");
  const words = (part: string): readonly number[] =>
    part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16));
  const [before, after] = [words(head), words(tail)];
  const zeros = Array<number>(text.includes("::") ? 8 - before.length - after.length : 0).fill(0);
  return [...before, ...zeros, ...after].flatMap((word) => [word >> 8, word & 0xff]);
}

export const addressText = (bytes: Buffer): string =>
  bytes.length === 4
    ? [...bytes].join(".")
    : Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16)).join(":");

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, fragment: 44 } as const;

const be16 = (value: number): readonly number[] => [value >> 8, value & 0xff];
const be32 = (value: number): readonly number[] => [...be16(value >>> 16), ...be16(value & 0xffff)];

/** RFC 1071. */
function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export interface Between {
  readonly from: string;
  readonly to: string;
}

function pseudoHeader({ from, to }: Between, protocol: number, length: number): readonly number[] {
  return [...addressBytes(from), ...addressBytes(to), ...be32(length), 0, 0, 0, protocol];
}

function withChecksum(between: Between, protocol: number, bytes: readonly number[], at: number): Buffer {
  const sum = checksum([...pseudoHeader(between, protocol, bytes.length), ...bytes]);
  const result = Buffer.from(bytes);
  result.writeUInt16BE(sum, at);
  return result;
}

export interface IpOptions {
  readonly identification?: number;
  /** In units of eight bytes. */
  readonly fragmentOffset?: number;
  readonly moreFragments?: boolean;
}

/** A packet of either family, by its addresses. */
export function ip(between: Between, protocol: number, payload: Buffer, options: IpOptions = {}): Buffer {
  return between.from.includes(":")
    ? ipv6(between, protocol, payload, options)
    : ipv4(between, protocol, payload, options);
}

function ipv4({ from, to }: Between, protocol: number, payload: Buffer, options: IpOptions): Buffer {
  const { identification = 1, fragmentOffset = 0, moreFragments = false } = options;
  const header = [
    ...[0x45, 0, ...be16(20 + payload.length), ...be16(identification)],
    ...be16((moreFragments ? 0x2000 : 0) | fragmentOffset),
    ...[64, protocol, 0, 0, ...addressBytes(from), ...addressBytes(to)],
  ];
  const bytes = Buffer.from(header);
  bytes.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([bytes, payload]);
}

function ipv6({ from, to }: Between, protocol: number, payload: Buffer, options: IpOptions): Buffer {
  const { identification = 1, fragmentOffset = 0, moreFragments = false } = options;
  const fragmented = fragmentOffset > 0 || moreFragments;
  const fragment = fragmented
    ? [protocol, 0, ...be16((fragmentOffset << 3) | (moreFragments ? 1 : 0)), ...be32(identification)]
    : [];
  const hopLimit = protocol === PROTOCOL.icmpv6 ? 255 : 64;
  const header = [
    ...[0x60, 0, 0, 0, ...be16(fragment.length + payload.length)],
    ...[fragmented ? PROTOCOL.fragment : protocol, hopLimit],
    ...addressBytes(from),
    ...addressBytes(to),
    ...fragment,
  ];
  return Buffer.concat([Buffer.from(header), payload]);
}

export const FLAG = { fin: 1, syn: 2, rst: 4, ack: 16 } as const;

export interface Tcp {
  readonly sourcePort: number;
  readonly port: number;
  readonly flags: number;
  readonly sequence?: number;
  readonly acknowledged?: number;
  readonly text?: string;
  readonly mss?: number;
}

export function tcp(between: Between, segment: Tcp): Buffer {
  const { sourcePort, port, flags, sequence = 1, acknowledged = 0, text = "", mss } = segment;
  const options = mss === undefined ? [] : [2, 4, ...be16(mss)];
  const bytes = [
    ...[...be16(sourcePort), ...be16(port), ...be32(sequence), ...be32(acknowledged)],
    ...[(5 + options.length / 4) << 4, flags, ...be16(60_000), 0, 0, 0, 0],
    ...options,
    ...Buffer.from(text),
  ];
  return withChecksum(between, PROTOCOL.tcp, bytes, 16);
}

export function udp(between: Between, sourcePort: number, port: number, text = "hello"): Buffer {
  const bytes = [...be16(sourcePort), ...be16(port), ...be16(8 + text.length), 0, 0, ...Buffer.from(text)];
  return withChecksum(between, PROTOCOL.udp, bytes, 6);
}

/** "Are you there?", of either family. */
export function echoRequest(between: Between, sequence: number, size = 8): Buffer {
  const six = between.from.includes(":");
  const bytes = [six ? 128 : 8, 0, 0, 0, ...be16(7), ...be16(sequence), ...Buffer.alloc(size)];
  if (six) return withChecksum(between, PROTOCOL.icmpv6, bytes, 2);
  const plain = Buffer.from(bytes);
  plain.writeUInt16BE(checksum(bytes), 2);
  return plain;
}

export function neighbourAdvertisement(between: Between, target: string, mac: Address): Buffer {
  const bytes = [136, 0, 0, 0, 0x60, 0, 0, 0, ...addressBytes(target), 2, 1, ...mac];
  return withChecksum(between, PROTOCOL.icmpv6, bytes, 2);
}

/** Says that its sender is a router, for so long (RFC 4861, section 4.2). */
export function routerAdvertisement(between: Between, lifetimeSeconds: number, mac: Address): Buffer {
  const bytes = [134, 0, 0, 0, 64, 0, ...be16(lifetimeSeconds), ...be32(0), ...be32(0), 1, 1, ...mac];
  return withChecksum(between, PROTOCOL.icmpv6, bytes, 2);
}
