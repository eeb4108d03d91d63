/**
 * Kinds of values that rules compare: how nft writes them, how the kernel holds them in registers, and the number
 * that nft knows each kind by (enum datatypes of its datatype.h), which it keeps with sets.
 */
import { fixedText } from "../../runtime/lib/nftables/attributes.ts";
import { showAddress } from "../config/address.ts";

/** A name, a number, or the bits of an address. */
export type Scalar = string | number | bigint;

export interface Datatype {
  /** nft's name for it. */
  readonly name: string;
  readonly number: number;
  readonly bytes: number;
  /** Whose order the bytes of a number have: the network's or the machine's; or it is in the first, whatever the machine. */
  readonly order: "network" | "host" | "first byte";
  readonly words?: Readonly<Record<string, number>>;
  /** Words that nft has to look up in a file, which small systems lack: it is given their numbers. */
  readonly lookedUp?: readonly string[];
  readonly show?: (value: bigint) => string;
}

// IPPROTO_… of linux/in.h and in6.h
const protocols = { icmp: 1, igmp: 2, tcp: 6, udp: 17, gre: 47, esp: 50, ah: 51, icmpv6: 58 } as const;

// include/uapi/linux/icmp.h
const icmpTypes = {
  "echo-reply": 0,
  "destination-unreachable": 3,
  "source-quench": 4,
  redirect: 5,
  "echo-request": 8,
  "router-advertisement": 9,
  "router-solicitation": 10,
  "time-exceeded": 11,
  "parameter-problem": 12,
  "timestamp-request": 13,
} as const;

// include/uapi/linux/icmpv6.h, RFC 4861, RFC 2710, RFC 3810
const icmpv6Types = {
  "destination-unreachable": 1,
  "packet-too-big": 2,
  "time-exceeded": 3,
  "parameter-problem": 4,
  "echo-request": 128,
  "echo-reply": 129,
  "mld-listener-query": 130,
  "mld-listener-report": 131,
  "mld-listener-done": 132,
  "nd-router-solicit": 133,
  "nd-router-advert": 134,
  "nd-neighbor-solicit": 135,
  "nd-neighbor-advert": 136,
  "nd-redirect": 137,
  "mld2-listener-report": 143,
} as const;

export const datatypes = {
  interface: { name: "ifname", number: 41, bytes: 16, order: "host" },
  ipv4: { name: "ipv4_addr", number: 7, bytes: 4, order: "network", show: (bits) => showAddress(4, bits) },
  ipv6: { name: "ipv6_addr", number: 8, bytes: 16, order: "network", show: (bits) => showAddress(6, bits) },
  port: { name: "inet_service", number: 13, bytes: 2, order: "network" },
  // All but GRE nft 1.0.6 was seen to know where there is no /etc/protocols.
  protocol: {
    ...{ name: "inet_proto", number: 12, bytes: 1, order: "network" },
    ...{ words: protocols, lookedUp: ["gre"] },
  },
  family: { name: "nf_proto", number: 2, bytes: 1, order: "host", words: { ipv4: 2, ipv6: 10 } },
  icmpType: { name: "icmp_type", number: 14, bytes: 1, order: "network", words: icmpTypes },
  icmpv6Type: { name: "icmpv6_type", number: 29, bytes: 1, order: "network", words: icmpv6Types },
  tcpFlags: {
    name: "tcp_flag",
    number: 15,
    bytes: 1,
    order: "network",
    words: { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32 },
  },
  // linux/netfilter/nf_conntrack_common.h, NF_CT_STATE_BIT: the numbers of enum ip_conntrack_info, each as a bit
  state: {
    name: "ct_state",
    number: 26,
    bytes: 4,
    order: "host",
    words: { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 },
  },
  // enum ip_conntrack_status of the same
  status: {
    name: "ct_status",
    number: 28,
    bytes: 4,
    order: "host",
    words: { expected: 1, "seen-reply": 2, assured: 4, confirmed: 8, snat: 16, dnat: 32 },
  },
  // RTN_… of linux/rtnetlink.h
  route: {
    name: "fib_addrtype",
    number: 38,
    bytes: 4,
    order: "host",
    words: { unspec: 0, unicast: 1, local: 2, broadcast: 3, anycast: 4, multicast: 5, blackhole: 6 },
  },
  // nft_reg_store8 (include/net/netfilter/nf_tables.h) clears the register and writes its first byte; nft compares all four.
  presence: { name: "boolean", number: 39, bytes: 4, order: "first byte", words: { missing: 0, exists: 1 } },
} as const satisfies Readonly<Record<string, Datatype>>;

export type DatatypeName = keyof typeof datatypes;

/** The value as a number. */
export function numberOf(type: Datatype, value: Scalar): bigint {
  const number = typeof value === "string" ? type.words?.[value] : value;
  if (number === undefined) throw new Error(`"${value}" is no ${type.name}`);
  return BigInt(number);
}

/** The value as nft writes it. */
export function showScalar(type: Datatype, value: Scalar): string {
  if (typeof value === "string" && type.words === undefined) return JSON.stringify(value);
  const number = numberOf(type, value);
  const words = Object.keys(type.words ?? {}).filter((word) => !type.lookedUp?.includes(word));
  const word = words.find((word) => BigInt(type.words?.[word] ?? -1) === number);
  return word ?? type.show?.(number) ?? String(number);
}

/** The value as it is in a register of the machine. */
export function registerBytes(type: Datatype, value: Scalar, littleEndian: boolean): Uint8Array {
  if (type.name === "ifname") return fixedText(String(value), type.bytes);
  return numberBytes(type, numberOf(type, value), littleEndian);
}

export function numberBytes(type: Datatype, number: bigint, littleEndian: boolean): Uint8Array {
  const bytes = Uint8Array.from({ length: type.bytes }, (_, index) =>
    Number((number >> BigInt(8 * (type.bytes - 1 - index))) & 0xffn),
  );
  return type.order === "first byte" || (type.order === "host" && littleEndian) ? bytes.reverse() : bytes;
}
