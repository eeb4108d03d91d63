/** Messages to nf_tables (linux/netfilter/nfnetlink.h, nf_tables.h): what the kernel takes as one change, or not at all. */
import { type Attribute, attributesSize, be32, fixedText, text, writeAttributes } from "./attributes.ts";

/** One thing to change, without its number in the batch. */
export interface Message {
  readonly type: number;
  /** NLM_F_… besides NLM_F_REQUEST. */
  readonly flags: number;
  readonly family: number;
  readonly attributes: readonly Attribute[];
}

// linux/netfilter/nf_tables.h, enum nf_tables_msg_types
export const MSG = {
  newTable: 0,
  delTable: 2,
  newChain: 3,
  newRule: 6,
  getRule: 7,
  newSet: 9,
  getSet: 10,
  newSetElement: 12,
  getSetElement: 13,
  delSetElement: 14,
  newFlowtable: 22,
} as const;

// linux/netlink.h
export const NLM_F_REQUEST = 1;
export const NLM_F_ACK = 4;
export const NLM_F_DUMP = 0x300;
export const NLM_F_CREATE = 0x400;
export const NLM_F_APPEND = 0x800;

const NFNL_SUBSYS_NFTABLES = 10;
const NFNL_MSG_BATCH_BEGIN = 16;
const NFNL_MSG_BATCH_END = 17;
const AF_UNSPEC = 0;
export const NFPROTO_INET = 1;
/** struct nlmsghdr, then struct nfgenmsg. */
export const headerBytes = 20;

export const typeOf = (message: number): number => (NFNL_SUBSYS_NFTABLES << 8) | message;

/** A message as the kernel reads it. Its length is a multiple of four. */
export function encodeMessage(
  { type, flags, family, attributes }: Message,
  sequence: number,
  littleEndian: boolean,
): Uint8Array {
  const bytes = new Uint8Array(headerBytes + attributesSize(attributes));
  const view = new DataView(bytes.buffer);
  writeHeader(view, { type: typeOf(type), flags, family, resource: 0 }, sequence, littleEndian);
  writeAttributes(view, headerBytes, attributes, littleEndian);
  return bytes;
}

interface Header {
  readonly type: number;
  readonly flags: number;
  readonly family: number;
  readonly resource: number;
}

function writeHeader(view: DataView, header: Header, sequence: number, littleEndian: boolean): void {
  view.setUint32(0, view.byteLength, littleEndian);
  view.setUint16(4, header.type, littleEndian);
  view.setUint16(6, header.flags | NLM_F_REQUEST, littleEndian);
  view.setUint32(8, sequence, littleEndian);
  view.setUint8(16, header.family);
  view.setUint16(18, header.resource); // big-endian on every machine
}

/** Between these two, messages are taken all together or not at all. */
export const batchBegin = (littleEndian: boolean): Uint8Array => mark(NFNL_MSG_BATCH_BEGIN, littleEndian);
export const batchEnd = (littleEndian: boolean): Uint8Array => mark(NFNL_MSG_BATCH_END, littleEndian);

function mark(type: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const header = { type, flags: 0, family: AF_UNSPEC, resource: NFNL_SUBSYS_NFTABLES };
  writeHeader(new DataView(bytes.buffer), header, 0, littleEndian);
  return bytes;
}

/** Puts names of interfaces into a set, or takes them out. */
export function changeInterfaces(
  change: "add" | "delete",
  { table, set, interfaces }: { table: string; set: string; interfaces: readonly string[] },
): Message {
  return {
    type: change === "add" ? MSG.newSetElement : MSG.delSetElement,
    flags: change === "add" ? NLM_F_CREATE : 0,
    family: NFPROTO_INET,
    attributes: [
      [1, text(table)], // NFTA_SET_ELEM_LIST_TABLE
      [2, text(set)], // NFTA_SET_ELEM_LIST_SET
      // NFTA_SET_ELEM_LIST_ELEMENTS: of NFTA_LIST_ELEM, each with NFTA_SET_ELEM_KEY, a NFTA_DATA_VALUE
      [3, interfaces.map((name): Attribute => [1, [[1, [[1, fixedText(name, 16)]]]]])],
    ],
  };
}

/** Has a flowtable look at further devices, which must be there. */
export const addDevices = (table: string, flowtable: string, devices: readonly string[]): Message => ({
  type: MSG.newFlowtable,
  flags: 0,
  family: NFPROTO_INET,
  attributes: [
    [1, text(table)], // NFTA_FLOWTABLE_TABLE
    [2, text(flowtable)], // NFTA_FLOWTABLE_NAME
    [
      3, // NFTA_FLOWTABLE_HOOK
      [
        [1, be32(0)], // NFTA_FLOWTABLE_HOOK_NUM: NF_NETDEV_INGRESS
        [2, be32(0)], // NFTA_FLOWTABLE_HOOK_PRIORITY
        [3, devices.map((name): Attribute => [1, text(name)])], // NFTA_FLOWTABLE_HOOK_DEVS, of NFTA_DEVICE_NAME
      ],
    ],
  ],
});
