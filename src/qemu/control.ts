/** QEMU's monitor for programs: QMP, docs/interop/qmp-spec in QEMU's sources. One JSON object a line. */
import { once } from "node:events";
import { createConnection } from "node:net";
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const messageSchema = z.looseObject({
  id: z.int().optional(),
  return: z.unknown().optional(),
  error: z.object({ desc: z.string() }).optional(),
});

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A conversation with one QEMU. Commands may be given before its greeting has come. */
export class Control implements Disposable {
  readonly #stream: Duplex;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  constructor(stream: Duplex) {
    this.#stream = stream;
    const lines = createInterface({ input: stream });
    lines.on("line", (line) => this.#hear(line));
    // A QEMU that is killed resets the connection, and both are told; "close" follows.
    for (const told of [stream, lines]) told.on("error", () => {});
    stream.on("close", () => this.#close());
    // Nothing else is taken until this was asked for; its answer is of no interest.
    this.execute("qmp_capabilities").catch(() => {});
  }

  /** What QEMU returns for a command; throws what it says against it. */
  async execute(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (this.#closed) throw new Error(`QEMU has ended, and takes no '${command}'`);
    const id = ++this.#lastId;
    return await new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(new Error(`QEMU's ${command}: ${error.message}`));
      this.#waiting.set(id, { resolve, reject: fail });
      this.#stream.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    });
  }

  [Symbol.dispose](): void {
    this.#stream.destroy();
    this.#close();
  }

  #hear(line: string): void {
    const { id, error, return: answer } = messageSchema.parse(JSON.parse(line));
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return; // the greeting, or an event
    this.#waiting.delete(id);
    if (error === undefined) waiting.resolve(answer);
    else waiting.reject(new Error(error.desc));
  }

  #close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error("QEMU ended before it answered"));
    this.#waiting.clear();
  }
}

const pauseMs = 50;

/** Waits for a QEMU that was just started to listen, and to have done what it was started with. */
export async function untilAnswering(socket: string, signal: AbortSignal): Promise<Control> {
  for (;;) {
    const stream = createConnection(socket);
    try {
      await once(stream, "connect", { signal });
      const control = new Control(stream);
      await control.execute("query-status");
      return control;
    } catch (error) {
      stream.destroy();
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ECONNREFUSED") throw error;
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
