/** A hub in our own process, for machines that are plugged in by its unix socket: what one sends, all others get. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { FrameSplitter } from "./frames.ts";

/** What may wait for a machine that does not take it, before frames are dropped as a real switch would. */
const queueBytes = 1 << 20;

export class Hub implements Disposable {
  readonly #server: Server;
  readonly #machines = new Set<Socket>();
  readonly #listeners: ((frame: Buffer) => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (machine) => this.#plug(machine));
  }

  static async listen(socket: string): Promise<Hub> {
    const server = createServer().listen(socket);
    await once(server, "listening");
    return new Hub(server);
  }

  /** Tells of each frame that a machine sends, with its length before it. */
  onFrame(listener: (frame: Buffer) => void): void {
    this.#listeners.push(listener);
  }

  /** Gives a frame, with its length before it, to all machines but one. */
  repeat(frame: Buffer, from?: Socket): void {
    for (const machine of this.#machines) {
      if (machine !== from && machine.writableLength < queueBytes) machine.write(frame);
    }
  }

  [Symbol.dispose](): void {
    for (const machine of this.#machines) machine.destroy();
    this.#server.close();
  }

  #plug(machine: Socket): void {
    const frames = new FrameSplitter();
    this.#machines.add(machine);
    machine.on("error", () => {}); // "close" follows
    machine.on("close", () => this.#machines.delete(machine));
    machine.on("data", (bytes: Buffer) => {
      for (const frame of frames.push(bytes)) {
        this.repeat(frame, machine);
        for (const listener of this.#listeners) listener(frame);
      }
    });
  }
}
