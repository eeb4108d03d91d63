/** What a rule can look at, by the words that nft has for it. */
import { type Attribute, be32 } from "../../runtime/lib/nftables/attributes.ts";
import { type Datatype, datatypes } from "./datatypes.ts";
import { expression, REGISTER } from "./expression.ts";

export interface Field {
  readonly type: Datatype;
  /** What has to hold for the field to mean anything; nft adds it by itself, and does not show it. */
  readonly family?: "ipv4" | "ipv6";
  readonly protocol?: "tcp" | "udp" | "icmp" | "icmpv6";
  /** The expression that puts it into the first register. */
  readonly load: Attribute;
}

// enum nft_payload_bases, nft_meta_keys, nft_ct_keys, nft_fib_result, nft_fib_flags of linux/netfilter/nf_tables.h
const NETWORK = 1;
const TRANSPORT = 2;
const META = { iifname: 6, oifname: 7, nfproto: 15, l4proto: 16 } as const;
const CT = { state: 0, status: 2 } as const;
const FIB = { oif: 1, addressType: 3 } as const;
const FIB_SOURCE = 1;
const FIB_DESTINATION = 2;
const FIB_INPUT = 8;
const FIB_PRESENT = 32;

const payload = (base: number, offset: number, length: number): Attribute =>
  expression("payload", [
    [1, be32(REGISTER.first)],
    [2, be32(base)],
    [3, be32(offset)],
    [4, be32(length)],
  ]);
const meta = (key: number): Attribute =>
  expression("meta", [
    [2, be32(key)],
    [1, be32(REGISTER.first)],
  ]);
const ct = (key: number): Attribute =>
  expression("ct", [
    [1, be32(REGISTER.first)],
    [2, be32(key)],
  ]);
const fib = (result: number, flags: number): Attribute =>
  expression("fib", [
    [1, be32(REGISTER.first)],
    [2, be32(result)],
    [3, be32(flags)],
  ]);

export const fields = {
  iifname: { type: datatypes.interface, load: meta(META.iifname) },
  oifname: { type: datatypes.interface, load: meta(META.oifname) },
  "meta nfproto": { type: datatypes.family, load: meta(META.nfproto) },
  "meta l4proto": { type: datatypes.protocol, load: meta(META.l4proto) },
  "ip saddr": { type: datatypes.ipv4, family: "ipv4", load: payload(NETWORK, 12, 4) },
  "ip daddr": { type: datatypes.ipv4, family: "ipv4", load: payload(NETWORK, 16, 4) },
  "ip6 saddr": { type: datatypes.ipv6, family: "ipv6", load: payload(NETWORK, 8, 16) },
  "ip6 daddr": { type: datatypes.ipv6, family: "ipv6", load: payload(NETWORK, 24, 16) },
  "tcp sport": { type: datatypes.port, protocol: "tcp", load: payload(TRANSPORT, 0, 2) },
  "tcp dport": { type: datatypes.port, protocol: "tcp", load: payload(TRANSPORT, 2, 2) },
  "udp sport": { type: datatypes.port, protocol: "udp", load: payload(TRANSPORT, 0, 2) },
  "udp dport": { type: datatypes.port, protocol: "udp", load: payload(TRANSPORT, 2, 2) },
  "tcp flags": { type: datatypes.tcpFlags, protocol: "tcp", load: payload(TRANSPORT, 13, 1) },
  "icmp type": { type: datatypes.icmpType, family: "ipv4", protocol: "icmp", load: payload(TRANSPORT, 0, 1) },
  "icmpv6 type": {
    type: datatypes.icmpv6Type,
    family: "ipv6",
    protocol: "icmpv6",
    load: payload(TRANSPORT, 0, 1),
  },
  "ct state": { type: datatypes.state, load: ct(CT.state) },
  "ct status": { type: datatypes.status, load: ct(CT.status) },
  /** Whether answers to the sender would leave where this came in. */
  "fib saddr . iif oif": {
    type: datatypes.presence,
    load: fib(FIB.oif, FIB_SOURCE | FIB_INPUT | FIB_PRESENT),
  },
  /** Whether there is any way to the sender. */
  "fib saddr oif": { type: datatypes.presence, load: fib(FIB.oif, FIB_SOURCE | FIB_PRESENT) },
  "fib saddr type": { type: datatypes.route, load: fib(FIB.addressType, FIB_SOURCE) },
  "fib daddr type": { type: datatypes.route, load: fib(FIB.addressType, FIB_DESTINATION) },
  /** The same, with only the addresses of the interface that it came in by counting as local. */
  "fib daddr . iif type": {
    type: datatypes.route,
    load: fib(FIB.addressType, FIB_DESTINATION | FIB_INPUT),
  },
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof fields;
export const fieldOf = (name: FieldName): Field => fields[name];
