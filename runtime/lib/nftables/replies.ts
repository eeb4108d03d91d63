/** What the kernel answers: nothing but errors and what was asked for (linux/netlink.h). */
import { readAttributes } from "./attributes.ts";

export type Reply =
  /** Of the message with that number; errno 0 is an acknowledgement. */
  | { readonly kind: "error"; readonly sequence: number; readonly errno: number; readonly words?: string }
  | { readonly kind: "done" }
  | { readonly kind: "message"; readonly type: number; readonly payload: Uint8Array };

const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_CAPPED = 0x100;
const NLM_F_ACK_TLVS = 0x200;
const NLMSGERR_ATTR_MSG = 1;
const headerBytes = 16; // struct nlmsghdr

/** The messages of one datagram. */
export function parseReplies(bytes: Uint8Array, littleEndian: boolean): readonly Reply[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const replies: Reply[] = [];
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const length = view.getUint32(at, littleEndian);
    if (length < headerBytes || at + length > bytes.length) break;
    const type = view.getUint16(at + 4, littleEndian);
    const flags = view.getUint16(at + 6, littleEndian);
    const payload = bytes.subarray(at + headerBytes, at + length);
    if (type === NLMSG_DONE) replies.push({ kind: "done" });
    else if (type === NLMSG_ERROR) replies.push(parseError(payload, flags, littleEndian));
    else replies.push({ kind: "message", type, payload });
    at += (length + 3) & ~3;
  }
  return replies;
}

/** struct nlmsgerr: a negative errno, the header of the message it is about, perhaps the message, perhaps attributes. */
function parseError(payload: Uint8Array, flags: number, littleEndian: boolean): Reply {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const errno = -view.getInt32(0, littleEndian);
  const sequence = view.getUint32(12, littleEndian);
  const whole = (flags & NLM_F_CAPPED) === 0 && errno !== 0;
  const behind = 4 + (whole ? (view.getUint32(4, littleEndian) + 3) & ~3 : headerBytes);
  const attributes =
    (flags & NLM_F_ACK_TLVS) === 0 ? undefined : readAttributes(payload.subarray(behind), littleEndian);
  const words = attributes?.get(NLMSGERR_ATTR_MSG);
  return { kind: "error", sequence, errno, ...(words === undefined ? {} : { words: readText(words) }) };
}

/** Text up to its NUL; what is not ASCII stands for itself. */
export function readText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const escaped = Array.from(end === -1 ? bytes : bytes.subarray(0, end), (byte) =>
    byte < 0x80 && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`,
  ).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
