/** How many connections take the short way, as connection tracking has it: for tests. */
import { littleEndian, netlink, receiveNetlink, sendNetlink } from "host";
import { out } from "std";
import { readAttributes } from "../../lib/nftables/attributes.ts";
import { parseReplies } from "../../lib/nftables/replies.ts";

// linux/netfilter/nfnetlink_conntrack.h, nf_conntrack_common.h
const IPCTNL_MSG_CT_GET = (1 << 8) | 1;
const CTA_STATUS = 3;
const IPS_OFFLOAD = 1 << 14;

const descriptor = netlink(12);
const question = new DataView(new ArrayBuffer(20));
question.setUint32(0, 20, littleEndian);
question.setUint16(4, IPCTNL_MSG_CT_GET, littleEndian);
question.setUint16(6, 0x301, littleEndian);
sendNetlink(descriptor, question.buffer);

let offloaded = 0;
const into = new Uint8Array(32_768);
for (;;) {
  const length = receiveNetlink(descriptor, into);
  if (length === undefined) break;
  for (const reply of parseReplies(into.slice(0, length), littleEndian)) {
    if (reply.kind !== "message") continue;
    const status = readAttributes(reply.payload.subarray(4), littleEndian).get(CTA_STATUS);
    if (status === undefined) continue;
    const bits = new DataView(status.buffer, status.byteOffset, 4).getUint32(0);
    if ((bits & IPS_OFFLOAD) !== 0) offloaded++;
  }
}
out.puts(`${offloaded}\n`);
