/** The server: a socket that takes requests, and a transfer for each that is granted. */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { isIPv6 } from "node:net";
import { type Allowlist, plainAddress } from "./allowlist.ts";
import { negotiate } from "./negotiate.ts";
import { ERROR_CODE, type ErrorCode, type Request, readPacket, writePacket } from "./packet.ts";
import { openServedFile, Refusal, type ServedFile } from "./served-file.ts";
import { type Outcome, Transfer } from "./transfer.ts";
import { Watchfulness } from "./watchfulness.ts";

export interface ServerSettings {
  readonly directory: string;
  readonly address: string;
  /** 0 is any that is free. */
  readonly port: number;
  readonly allow: Allowlist;
  readonly onEvent: (event: ServerEvent) => void;
}

export type ServerEvent =
  | { readonly kind: "begun"; readonly client: string; readonly transfer: Transfer }
  | {
      readonly kind: "ended";
      readonly client: string;
      readonly transfer: Transfer;
      readonly outcome: Outcome;
    }
  | { readonly kind: "refused"; readonly client: string; readonly what: string; readonly reason: string }
  /** Not on the list; said once of each address. */
  | { readonly kind: "stranger"; readonly client: string };

/** How often transfers look at the clock: waits are longer by half of this. */
const TICK_MS = 20;
const MOST_TRANSFERS = 200;
const MOST_STRANGERS = 1000;
/** A request like one under way is its copy, unless that one's client has been silent for as long as this. */
const COPY_MS = 2000;

export class TftpServer implements AsyncDisposable {
  readonly #settings: ServerSettings;
  readonly #socket: Socket;
  readonly #transfers = new Map<string, Transfer>();
  readonly #strangers = new Set<string>();
  readonly #watchfulness = new Watchfulness();
  readonly #ticks: NodeJS.Timeout;

  /** Listens when this resolves; rejects with the system's error if it may not. */
  static async listen(settings: ServerSettings): Promise<TftpServer> {
    const socket = makeSocket(settings.address);
    const listening = once(socket, "listening");
    socket.bind({ address: settings.address, port: settings.port, exclusive: true });
    await listening;
    return new TftpServer(settings, socket);
  }

  private constructor(settings: ServerSettings, socket: Socket) {
    this.#settings = settings;
    this.#socket = socket;
    socket.on("message", (bytes, from) => this.#onMessage(bytes, from));
    // An answer that could not be sent: its client asks again.
    socket.on("error", () => {});
    // Behind whatever has come by then: on a busy machine an answer may have waited longer than its timer.
    this.#ticks = setInterval(() => setImmediate(() => this.#tick()), TICK_MS);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Those under way, oldest first. */
  get transfers(): Iterable<Transfer> {
    return this.#transfers.values();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#ticks);
    for (const transfer of [...this.#transfers.values()]) transfer.stop("the server is stopped");
    const closed = once(this.#socket, "close");
    this.#socket.close();
    await closed;
  }

  #onMessage(bytes: Buffer, from: RemoteInfo): void {
    const client = plainAddress(from.address);
    if (!this.#settings.allow(from.address)) {
      this.#onStranger(client);
      return;
    }
    const packet = readPacket(bytes);
    // Something other than a request is a late packet of a transfer that ended: no answer, or two could quarrel.
    if (packet?.kind !== "read" && packet?.kind !== "write") return;
    try {
      this.#onRequest(packet, from, client);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#answer(from, error.code, error.message);
      this.#settings.onEvent({ kind: "refused", client, what: packet.file, reason: error.reason });
    }
  }

  #onRequest(request: Request, from: RemoteInfo, client: string): void {
    if (request.kind === "write") {
      throw new Refusal(ERROR_CODE.accessViolation, "nothing can be written here", "it wants to write");
    }
    if (request.mode !== "octet") {
      const reason = `its mode is '${request.mode}', and only octet is served`;
      throw new Refusal(ERROR_CODE.illegalOperation, "only mode octet is served", reason);
    }
    const key = `${from.address} ${from.port}`;
    const running = this.#transfers.get(key);
    if (running !== undefined) {
      if (isCopy(request, running)) return;
      running.stop("the client has asked for something else");
    }
    if (this.#transfers.size >= MOST_TRANSFERS) {
      throw new Refusal(ERROR_CODE.undefined, "too many transfers, try again later");
    }
    this.#begin(request, openServedFile(this.#settings.directory, request.file), from, client, key);
  }

  #begin(request: Request, file: ServedFile, from: RemoteInfo, client: string, key: string): void {
    const { address, onEvent } = this.#settings;
    const socket = makeSocket(from.address);
    const onError = (error: Error): void => {
      closeSync(file.descriptor);
      socket.close();
      onEvent({ kind: "refused", client, what: request.file, reason: error.message });
    };
    socket.once("error", onError);
    // Bound to the same address: clients take no answer from another one.
    socket.bind({ address, port: 0, exclusive: true });
    socket.connect(from.port, from.address, () => {
      socket.off("error", onError);
      const negotiated = negotiate(request.options, file.sizeBytes);
      const transfer = new Transfer(request, file, negotiated, socket, this.#watchfulness, (outcome) => {
        this.#transfers.delete(key);
        onEvent({ kind: "ended", client, transfer, outcome });
      });
      this.#transfers.set(key, transfer);
      onEvent({ kind: "begun", client, transfer });
      transfer.begin();
    });
  }

  #onStranger(client: string): void {
    if (this.#strangers.has(client) || this.#strangers.size >= MOST_STRANGERS) return;
    this.#strangers.add(client);
    this.#settings.onEvent({ kind: "stranger", client });
  }

  #answer({ port, address }: RemoteInfo, code: ErrorCode, message: string): void {
    this.#socket.send(writePacket({ kind: "error", code, message }), port, address);
  }

  #tick(): void {
    const nowMs = performance.now();
    for (const transfer of [...this.#transfers.values()]) transfer.tick(nowMs);
  }
}

function isCopy(request: Request, { request: first, heardAtMs }: Transfer): boolean {
  const same = writePacket(request).equals(writePacket(first));
  return same && performance.now() - heardAtMs < COPY_MS;
}

/** A socket of the address' family that takes addresses as they are: no name is ever looked up. */
const makeSocket = (address: string): Socket => {
  const family = isIPv6(address) ? 6 : 4;
  return createSocket({
    type: `udp${family}`,
    lookup: (host, _options, done) => done(null, host, family),
  });
};
