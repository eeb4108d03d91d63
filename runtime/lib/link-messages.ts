/** Network interfaces as rtnetlink(7) tells of them. */

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly isUp: boolean;
  readonly hasCarrier: boolean;
}

export type LinkMessage =
  | { readonly kind: "link"; readonly link: Link }
  | { readonly kind: "gone"; readonly index: number }
  /** All that was asked for has been told. */
  | { readonly kind: "done" };

// linux/rtnetlink.h, linux/netlink.h, linux/if.h, linux/if_link.h
const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_REQUEST = 1;
const NLM_F_DUMP = 0x300;
const IFF_UP = 1;
const IFF_LOWER_UP = 0x1_0000;
const IFLA_IFNAME = 3;
const AF_UNSPEC = 0;
const headerBytes = 16;
const linkBytes = 16; // struct ifinfomsg

/** The multicast group of changes to links (RTMGRP_LINK). */
export const linkGroup = 1;

/** A question that is answered by all links there are. */
export function askForLinks(littleEndian: boolean): ArrayBuffer {
  const message = new DataView(new ArrayBuffer(headerBytes + linkBytes));
  message.setUint32(0, message.byteLength, littleEndian);
  message.setUint16(4, RTM_GETLINK, littleEndian);
  message.setUint16(6, NLM_F_REQUEST | NLM_F_DUMP, littleEndian);
  message.setUint32(8, 1, littleEndian);
  return message.buffer;
}

/** The messages of one datagram. Those that are cut off or of other kinds are passed over. */
export function parseLinkMessages(bytes: Uint8Array, littleEndian: boolean): readonly LinkMessage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: LinkMessage[] = [];
  for (let at = 0; at + headerBytes <= view.byteLength; ) {
    const length = view.getUint32(at, littleEndian);
    if (length < headerBytes || at + length > view.byteLength) break;
    const type = view.getUint16(at + 4, littleEndian);
    if (type === NLMSG_DONE || type === NLMSG_ERROR) messages.push({ kind: "done" });
    if ((type === RTM_NEWLINK || type === RTM_DELLINK) && length >= headerBytes + linkBytes) {
      const message = new DataView(view.buffer, view.byteOffset + at, length);
      at += align(length);
      // Of another family it is about a bridge's port, and "gone" means gone from the bridge.
      if (message.getUint8(headerBytes) !== AF_UNSPEC) continue;
      const index = message.getInt32(headerBytes + 4, littleEndian);
      if (type === RTM_DELLINK) messages.push({ kind: "gone", index });
      else messages.push({ kind: "link", link: parseLink(message, index, littleEndian) });
    } else at += align(length);
  }
  return messages;
}

function parseLink(message: DataView, index: number, littleEndian: boolean): Link {
  const flags = message.getUint32(headerBytes + 8, littleEndian);
  return {
    index,
    name: nameOf(message, littleEndian),
    isUp: (flags & IFF_UP) !== 0,
    hasCarrier: (flags & IFF_LOWER_UP) !== 0,
  };
}

function nameOf(message: DataView, littleEndian: boolean): string {
  for (let at = headerBytes + linkBytes; at + 4 <= message.byteLength; ) {
    const length = message.getUint16(at, littleEndian);
    if (length < 4 || at + length > message.byteLength) break;
    if ((message.getUint16(at + 2, littleEndian) & 0x3fff) === IFLA_IFNAME) {
      const bytes = new Uint8Array(message.buffer, message.byteOffset + at + 4, length - 4);
      return String.fromCharCode(...bytes).replace(/\0+$/, "");
    }
    at += align(length);
  }
  return "";
}

const align = (length: number): number => (length + 3) & ~3;
