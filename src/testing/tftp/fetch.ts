/** A client on a real socket, for tests and benchmarks: it can lose packets on purpose, in both directions. */
import { createSocket } from "node:dgram";
import { readPacket, writePacket } from "../../tftp/packet.ts";
import { startReceiver, takeBlock } from "./receiver.ts";

export interface FetchRequest {
  readonly address?: string;
  readonly port: number;
  readonly file: string;
  readonly mode?: string;
  readonly options?: Readonly<Record<string, number>>;
  /** Whether the next packet is lost. */
  readonly loses?: () => boolean;
  /** How long each answer is on its way, as over a network; without it, no time at all. */
  readonly answerMs?: number;
}

export interface Fetched {
  readonly bytes: Buffer;
  /** What the server agreed to. */
  readonly options: Readonly<Record<string, string>>;
}

const SILENCE_MS = 1000;
const PATIENCE = 20;

/** Fetches a file; rejects with the server's error, or after 20 s of silence. */
export function fetchByTftp(request: FetchRequest): Promise<Fetched> {
  const { address = "127.0.0.1", port, file, mode = "octet", loses = () => false, answerMs } = request;
  const asked = new Map(Object.entries(request.options ?? {}).map(([name, value]) => [name, String(value)]));
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  const pieces: Buffer[] = [];
  let options: Record<string, string> = {};
  let receiver = startReceiver(512, 1);
  let peer = port;
  let last = writePacket({ kind: "read", file, mode, options: asked });
  let silent = 0;
  let resolve: (fetched: Fetched) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<Fetched>((onFetched, onError) => {
    resolve = onFetched;
    reject = onError;
  });
  const send = (bytes: Buffer): void => {
    last = bytes;
    if (!loses()) socket.send(bytes, peer, address);
  };
  const answer = (block: number): void => {
    const bytes = writePacket({ kind: "acknowledgement", block });
    if (answerMs === undefined || receiver.finished) send(bytes);
    else setTimeout(() => send(bytes), answerMs);
  };
  const timer = setInterval(() => {
    silent += 1;
    if (silent > PATIENCE) reject(new Error(`'${file}': the server fell silent`));
    else send(last);
  }, SILENCE_MS);

  socket.on("error", reject);
  socket.on("message", (bytes, from) => {
    if (loses() || (peer !== port && from.port !== peer)) return;
    silent = 0;
    timer.refresh();
    peer = from.port;
    const packet = readPacket(bytes);
    if (packet?.kind === "error") return reject(new Error(`error ${packet.code}: ${packet.message}`));
    if (packet?.kind === "options" && receiver.received === 0) {
      options = Object.fromEntries(packet.options);
      receiver = startReceiver(Number(options.blksize ?? 512), Number(options.windowsize ?? 1));
      return answer(0);
    }
    if (packet?.kind !== "data") return;
    const taken = takeBlock(receiver, packet.block, packet.bytes.length);
    receiver = taken.receiver;
    if (taken.keep) pieces.push(Buffer.from(packet.bytes));
    if (taken.acknowledge !== undefined) answer(taken.acknowledge);
    // The last answer is sent before the socket closes, or is lost as any other may be.
    if (receiver.finished) resolve({ bytes: Buffer.concat(pieces), options });
  });
  send(last);
  return promise.finally(() => {
    clearInterval(timer);
    setImmediate(() => socket.close());
  });
}
