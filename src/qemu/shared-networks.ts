/** The conventional networks as a run on the terminal has them: with hubs of its own, which tell no machine what it said itself. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinGroup } from "./group.ts";
import { Guardian } from "./guardian.ts";
import { Hub } from "./hub.ts";
import type { Nic, Nics } from "./interfaces.ts";

/** Made as they are wanted; gone when disposed of. */
export class SharedNetworks implements AsyncDisposable {
  readonly #directory: string;
  readonly #stack = new AsyncDisposableStack();
  readonly #joined = new Map<number, Promise<unknown>>();

  private constructor(directory: string) {
    this.#directory = directory;
    const guardian = new Guardian(directory);
    this.#stack.defer(async () => {
      await rm(directory, { recursive: true, force: true });
      guardian.dismiss();
    });
  }

  static async create(): Promise<SharedNetworks> {
    return new SharedNetworks(await mkdtemp(join(tmpdir(), "liminix-networks-")));
  }

  /** The same interfaces, but what is plugged into a multicast group is plugged into a hub that has joined it. */
  async plug({ access, lan }: Nics): Promise<Nics> {
    return { access: await this.#plugged(access), lan: await this.#plugged(lan) };
  }

  async #plugged({ mac, cable }: Nic): Promise<Nic> {
    if (cable.kind !== "multicast") return { mac, cable };
    const socket = join(this.#directory, `${cable.port}`);
    const joined = this.#joined.get(cable.port) ?? this.#join(socket, cable.port);
    this.#joined.set(cable.port, joined);
    await joined;
    return { mac, cable: { kind: "switch", socket } };
  }

  async #join(socket: string, port: number): Promise<void> {
    const hub = this.#stack.use(await Hub.listen(socket));
    this.#stack.use(await joinGroup(hub, port));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
