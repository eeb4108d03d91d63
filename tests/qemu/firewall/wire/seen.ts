/** A frame that came by, taken apart as far as tests ask. */
import { addressText, PROTOCOL } from "./packet.ts";

export interface Seen {
  readonly vlan: number | undefined;
  readonly sourceMac: Buffer;
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly port: number;
  /** Of TCP. */
  readonly flags: number;
  readonly sequence: number;
  /** The largest segment that its sender takes, where it says so first of all. */
  readonly mss: number | undefined;
  /** Of ICMP, either family's. */
  readonly type: number;
  /** Behind the header of the transport. */
  readonly data: Buffer;
}

export interface Frame {
  readonly vlan: number | undefined;
  readonly sourceMac: Buffer;
  readonly etherType: number;
  readonly payload: Buffer;
}

export function parseFrame(frame: Buffer): Frame {
  const tagged = frame.readUInt16BE(12) === 0x8100;
  const at = tagged ? 16 : 12;
  return {
    vlan: tagged ? frame.readUInt16BE(14) & 0xfff : undefined,
    sourceMac: frame.subarray(6, 12),
    etherType: frame.readUInt16BE(at),
    payload: frame.subarray(at + 2),
  };
}

/** What is IP in it. */
export function parseIp({ vlan, sourceMac, etherType, payload }: Frame): Seen | undefined {
  const six = etherType === 0x86dd;
  if (!six && etherType !== 0x0800) return undefined;
  const protocol = payload[six ? 6 : 9] ?? 0;
  const length = six ? 40 + payload.readUInt16BE(4) : payload.readUInt16BE(2);
  const body = payload.subarray(six ? 40 : ((payload[0] ?? 0) & 15) * 4, length);
  const hasPorts = protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp;
  const dataAt = protocol === PROTOCOL.tcp ? ((body[12] ?? 0) >> 4) * 4 : 8;
  return {
    vlan,
    sourceMac,
    from: addressText(payload.subarray(six ? 8 : 12, six ? 24 : 16)),
    to: addressText(payload.subarray(six ? 24 : 16, six ? 40 : 20)),
    protocol,
    sourcePort: hasPorts ? body.readUInt16BE(0) : 0,
    port: hasPorts ? body.readUInt16BE(2) : 0,
    flags: protocol === PROTOCOL.tcp ? (body[13] ?? 0) : 0,
    sequence: protocol === PROTOCOL.tcp ? body.readUInt32BE(4) : 0,
    mss: protocol === PROTOCOL.tcp && body[20] === 2 && dataAt > 20 ? body.readUInt16BE(22) : undefined,
    type: protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6 ? (body[0] ?? 0) : 0,
    data: body.subarray(Math.min(dataAt, body.length)),
  };
}
