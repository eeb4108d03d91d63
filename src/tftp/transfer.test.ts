import { createSocket } from "node:dgram";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextRound } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { negotiate } from "./negotiate.ts";
import { OPCODE } from "./packet.ts";
import { type Outcome, Transfer } from "./transfer.ts";
import { Watchfulness } from "./watchfulness.ts";

/** A transfer of one block that has just been sent, on a socket that says what the test has it say. */
function sentTransfer() {
  const place = mkdtempSync(join(tmpdir(), "liminix-transfer-"));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, "file"), "few words");
  const file = { descriptor: openSync(join(place, "file"), "r"), sizeBytes: 9 };
  const socket = createSocket("udp4");
  socket.send = () => {};
  const outcomes: Outcome[] = [];
  const request = { kind: "read", file: "file", mode: "octet", options: new Map() } as const;
  const transfer = new Transfer(
    request,
    file,
    negotiate(request.options, file.sizeBytes),
    socket,
    new Watchfulness(),
    (outcome) => outcomes.push(outcome),
  );
  transfer.begin();
  return { socket, outcomes };
}

const gone = Object.assign(new Error("recvmsg ECONNREFUSED"), { code: "ECONNREFUSED" });

test("an error that overtakes the client's last word does not hide it", async () => {
  const { socket, outcomes } = sentTransfer();
  socket.emit("error", gone);
  await nextRound();
  socket.emit("message", Buffer.from([0, OPCODE.acknowledgement, 0, 1]));
  await nextRound();
  await nextRound();
  expect(outcomes).toEqual([{ kind: "done" }]);
});

test("a client that has gone without its last word may have all", async () => {
  const { socket, outcomes } = sentTransfer();
  socket.emit("error", gone);
  await expect.poll(() => outcomes).toEqual([{ kind: "unconfirmed" }]);
});
