/** A network between virtual machines: a hub in the test's own process, which no other test can reach. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { Cable } from "../qemu/index.ts";
import { FrameSplitter } from "./frames.ts";
import { Scratch } from "./scratch.ts";

/** What may wait for a machine that does not take it, before frames are dropped as a real switch would. */
const queueBytes = 1 << 20;

/** A hub: what one machine sends, all others get. */
export class Network implements AsyncDisposable {
  readonly name: string;
  /** What machines are plugged in with. */
  readonly cable: Cable;
  readonly #scratch: Scratch;
  readonly #server: Server;
  readonly #machines = new Set<Socket>();

  private constructor(name: string, scratch: Scratch, server: Server, socket: string) {
    this.name = name;
    this.cable = Object.freeze({ kind: "switch", socket });
    this.#scratch = scratch;
    this.#server = server;
    server.on("connection", (machine) => this.#plug(machine));
  }

  static async create(name: string): Promise<Network> {
    const scratch = await Scratch.create(name);
    const socket = scratch.at("switch");
    const server = createServer().listen(socket);
    await once(server, "listening");
    return new Network(name, scratch, server, socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const machine of this.#machines) machine.destroy();
    this.#server.close();
    await this.#scratch[Symbol.asyncDispose]();
  }

  #plug(machine: Socket): void {
    const frames = new FrameSplitter();
    this.#machines.add(machine);
    machine.on("error", () => {}); // "close" follows
    machine.on("close", () => this.#machines.delete(machine));
    machine.on("data", (bytes: Buffer) => {
      for (const frame of frames.push(bytes)) this.#repeat(frame, machine);
    });
  }

  #repeat(frame: Buffer, from: Socket): void {
    for (const machine of this.#machines) {
      if (machine !== from && machine.writableLength < queueBytes) machine.write(frame);
    }
  }
}

/** A new network; as many as wanted, in as many tests at once. */
export async function network(name: string): Promise<Network> {
  return await Network.create(name);
}
