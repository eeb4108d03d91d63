/** One file on its way to one client: a socket of its own, as RFC 1350 (section 4) wants it, around a sender. */

import type { Socket } from "node:dgram";
import { closeSync } from "node:fs";
import { BlockReader } from "./block-reader.ts";
import type { Negotiated } from "./negotiate.ts";
import { ERROR_CODE, OPCODE, type Request, readPacket, writePacket } from "./packet.ts";
import { type Action, type Sender, type Step, startSender, stepSender } from "./sender.ts";
import type { ServedFile } from "./served-file.ts";
import type { Watchfulness } from "./watchfulness.ts";

export type Outcome =
  | { readonly kind: "done" }
  /** Everything was sent, but the client never said that it has the last of it. */
  | { readonly kind: "unconfirmed" }
  | { readonly kind: "failed"; readonly reason: string };

/** The network may have lost these: what is sent again may get through. */
const PASSING = ["EAGAIN", "ENOBUFS", "ENOMEM", "ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH"];

export class Transfer {
  readonly request: Request;
  readonly file: ServedFile;
  readonly negotiated: Negotiated;
  readonly begunAtMs: number;
  /** How many packets were sent more than once. */
  repeatedBlocks = 0;
  endedAtMs: number | undefined;
  readonly #socket: Socket;
  readonly #reader: BlockReader;
  readonly #onEnd: (outcome: Outcome) => void;
  readonly #watchfulness: Watchfulness;
  readonly #first: Step;
  #sender: Sender;
  #deadlineMs = 0;
  #highestSent = -1;

  /** The socket must be connected to the client; it and the file are closed at the end. */
  constructor(
    request: Request,
    file: ServedFile,
    negotiated: Negotiated,
    socket: Socket,
    watchfulness: Watchfulness,
    onEnd: (outcome: Outcome) => void,
  ) {
    this.request = request;
    this.file = file;
    this.negotiated = negotiated;
    this.begunAtMs = performance.now();
    this.#socket = socket;
    this.#watchfulness = watchfulness;
    this.#reader = new BlockReader(file, negotiated.terms.blockSize);
    this.#onEnd = onEnd;
    socket.on("message", (bytes) => this.#onMessage(bytes));
    socket.on("error", (error: NodeJS.ErrnoException) => this.#onError(error));
    this.#first = startSender(negotiated.terms, file.sizeBytes, negotiated.agreed.size > 0, this.begunAtMs);
    this.#sender = this.#first.sender;
  }

  /** Sends the first packet. */
  begin(): void {
    this.#take(this.#first, this.begunAtMs);
  }

  get hasEnded(): boolean {
    return this.endedAtMs !== undefined;
  }

  /** When the client was last heard of. */
  get heardAtMs(): number {
    return this.#sender.heardAtMs;
  }

  /** What the client has said that it has. */
  get acknowledgedBytes(): number {
    const { acknowledged, terms } = this.#sender;
    return Math.min(Math.max(0, acknowledged) * terms.blockSize, this.file.sizeBytes);
  }

  /** To be called a few times a second: nothing else watches the time. */
  tick(nowMs: number): void {
    if (nowMs < this.#deadlineMs || this.hasEnded) return;
    this.#take(stepSender(this.#sender, { kind: "timeout", atMs: nowMs }), nowMs);
  }

  /** Tells the client that no more will come. */
  stop(reason: string): void {
    if (this.hasEnded) return;
    this.#sendError(reason);
    this.#end({ kind: "failed", reason });
  }

  #onMessage(bytes: Buffer): void {
    if (this.hasEnded) return;
    // Nearly all that comes: not worth the making of a packet.
    if (bytes.length >= 4 && bytes.readUInt16BE(0) === OPCODE.acknowledgement) {
      this.#watchfulness.answered();
      const atMs = performance.now();
      const event = { kind: "acknowledgement", block: bytes.readUInt16BE(2), atMs } as const;
      this.#take(stepSender(this.#sender, event), atMs);
      return;
    }
    const packet = readPacket(bytes);
    if (packet?.kind === "error") {
      const said = packet.message === "" ? "" : `: ${packet.message}`;
      this.#end({ kind: "failed", reason: `the client ended it with error ${packet.code}${said}` });
    }
  }

  #onError(error: NodeJS.ErrnoException): void {
    if (this.hasEnded || PASSING.includes(error.code ?? "")) return;
    if (error.code !== "ECONNREFUSED") {
      this.#end({ kind: "failed", reason: error.message });
      return;
    }
    // Nobody listens there any more. A client that has all of it may have left before its last word arrived.
    // That word may be waiting to be read: an error overtakes it. It is read in the next round.
    setImmediate(() => setImmediate(() => this.#endWithoutClient()));
  }

  #endWithoutClient(): void {
    const { sent, lastBlock } = this.#sender;
    if (!this.hasEnded) this.#endUnanswered(sent === lastBlock, "the client has gone");
  }

  #take({ sender, action }: Step, nowMs: number): void {
    this.#sender = sender;
    switch (action.kind) {
      case "ignore":
        break;
      case "send":
        this.#send(action, nowMs);
        this.#watchfulness.expectAnswer();
        break;
      case "done":
        this.#end({ kind: "done" });
        break;
      case "give-up":
        this.#endUnanswered(action.allSent, "the client fell silent");
    }
  }

  #send({ first, last, waitMs }: Action & { kind: "send" }, nowMs: number): void {
    this.#deadlineMs = nowMs + waitMs;
    this.repeatedBlocks += Math.max(0, Math.min(last, this.#highestSent) - first + 1);
    this.#highestSent = Math.max(this.#highestSent, last);
    try {
      for (let block = first; block <= last; block++) this.#socket.send(this.#packet(block));
      if (first === last && last > 0 && last < this.#sender.lastBlock) this.#reader.prepare(last + 1);
    } catch (error) {
      this.stop((error as Error).message);
    }
  }

  #packet(block: number): Buffer {
    if (block > 0) return this.#reader.packet(block);
    return writePacket({ kind: "options", options: this.negotiated.agreed });
  }

  #sendError(message: string): void {
    this.#socket.send(writePacket({ kind: "error", code: ERROR_CODE.undefined, message }));
  }

  #endUnanswered(allSent: boolean, reason: string): void {
    this.#end(allSent ? { kind: "unconfirmed" } : { kind: "failed", reason });
  }

  #end(outcome: Outcome): void {
    this.endedAtMs = performance.now();
    // What was sent last may wait in the socket still: it goes before the socket does.
    setImmediate(() => this.#socket.close());
    closeSync(this.file.descriptor);
    this.#onEnd(outcome);
  }
}
