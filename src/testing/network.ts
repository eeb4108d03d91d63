/** A network between virtual machines: a hub in the test's own process, which no other test can reach. */
import { type Cable, Hub } from "../qemu/index.ts";
import { Scratch } from "./scratch.ts";

/** What one machine sends, all others get. */
export class Network implements AsyncDisposable {
  readonly name: string;
  /** What machines are plugged in with. */
  readonly cable: Cable;
  readonly #scratch: Scratch;
  readonly #hub: Hub;

  private constructor(name: string, scratch: Scratch, hub: Hub, socket: string) {
    this.name = name;
    this.cable = Object.freeze({ kind: "switch", socket });
    this.#scratch = scratch;
    this.#hub = hub;
  }

  static async create(name: string): Promise<Network> {
    const scratch = await Scratch.create(name);
    const socket = scratch.at("switch");
    return new Network(name, scratch, await Hub.listen(socket), socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#hub[Symbol.dispose]();
    await this.#scratch[Symbol.asyncDispose]();
  }
}

/** A new network; as many as wanted, in as many tests at once. */
export async function network(name: string): Promise<Network> {
  return await Network.create(name);
}
