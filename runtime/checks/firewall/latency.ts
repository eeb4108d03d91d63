/**
 * How long it takes from an output's change until the set of its zone has it, in milliseconds, several times: for
 * tests. `latency FILE` moves the output away and back, and listens to what nf_tables tells of its sets.
 */
import * as host from "host";
import { setReadHandler } from "os";
import { err, exit, out } from "std";
import { MSG, typeOf } from "../../lib/nftables/messages.ts";
import { parseReplies } from "../../lib/nftables/replies.ts";

const [, file] = scriptArgs;
if (file === undefined) {
  err.puts("latency: expects FILE\n");
  exit(100);
}
const NFNLGRP_NFTABLES = 7;
const changes = 20;
const descriptor = host.netlink(12, 1 << (NFNLGRP_NFTABLES - 1));
const into = new Uint8Array(32_768);
const times: number[] = [];
let since = 0;
let away = false;

setReadHandler(descriptor, () => {
  for (;;) {
    const length = host.receiveNetlink(descriptor, into);
    if (length === undefined) return;
    for (const reply of parseReplies(into.slice(0, length), host.littleEndian)) {
      const wanted = typeOf(away ? MSG.delSetElement : MSG.newSetElement);
      if (reply.kind !== "message" || reply.type !== wanted) continue;
      times.push(host.monotonicMs() - since);
      change();
    }
  }
});
change();

function change(): void {
  if (file === undefined) return;
  if (times.length === changes) {
    out.puts(`${times.join(" ")}\n`);
    out.flush();
    exit(0);
  }
  away = !away;
  since = host.monotonicMs();
  if (away) host.rename(file, `${file}.away`);
  else host.rename(`${file}.away`, file);
}
