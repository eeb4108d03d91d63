/** A machine beside the one on the terminal: it has a directory, as one in the background has, and ends with us. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { systemError, userError } from "../error.ts";
import { qemuArguments } from "./arguments.ts";
import { untilAnswering } from "./control.ts";
import { cannotStart, endedBadly, howEnded } from "./emulator.ts";
import { Guardian } from "./guardian.ts";
import { interfaceNames } from "./interfaces.ts";
import { peerNics } from "./peer-nics.ts";
import { peerPlace } from "./peer-place.ts";
import { livingProcess, type Place } from "./place.ts";
import type { SharedNetworks } from "./shared-networks.ts";
import { readVm } from "./vm.ts";

/** QEMU ends at once when it is asked to, or not at all. */
const endMs = 3000;
/** QEMU answers in half a second where nothing else runs. */
const startMs = 60_000;

export interface PeerRequest {
  readonly name: string;
  readonly vmroot: string;
  /** Counts those that are started together: their addresses differ by it. */
  readonly number: number;
  readonly networks: SharedNetworks;
}

/** Runs until it is disposed of, or until we are killed. */
export class Peer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #place: Place;
  readonly #guardian: Guardian;

  private constructor(emulator: string, argv: readonly string[], place: Place) {
    this.#place = place;
    this.#guardian = new Guardian(place.directory);
    // detached: ^C on the terminal is not for it.
    this.#child = spawn(emulator, argv, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    if (this.#child.pid !== undefined) this.#guardian.guard(this.#child.pid);
    this.#closed = once(this.#child, "close").catch(() => {}); // #failure tells why
  }

  /** Starts it, and returns when QEMU has taken all that it was given. */
  static async start({ name, vmroot, number, networks }: PeerRequest): Promise<Peer> {
    const vm = await readVm(vmroot);
    const place = await peerPlace(name);
    const pid = await livingProcess(place);
    if (pid !== undefined) throw runsAlready(name, pid);
    const nics = await networks.plug(peerNics(name, number));
    const argv = qemuArguments(vm, {
      consoles: { kind: "listening", ...place, daemonize: false },
      nics,
      extra: ["-name", name],
    });
    const peer = new Peer(vm.emulator, argv, place);
    const failed = peer.#failure(vm.emulator, argv);
    try {
      const stop = AbortSignal.timeout(startMs);
      const answering = untilAnswering(place.sockets.control, stop).catch((error) => {
        if (!stop.aborted) return failed; // its end is on the way, and says more
        throw systemError({ message: `'${name}' did not start within a minute: ${error.message}` });
      });
      using control = await Promise.race([answering, failed]);
      for (const nic of interfaceNames) {
        if (nics[nic].cable.kind === "unplugged") await control.execute("set_link", { name: nic, up: false });
      }
      return peer;
    } catch (error) {
      await peer[Symbol.asyncDispose]();
      throw error;
    } finally {
      failed.catch(() => {}); // from here on its end is nothing odd
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), endMs);
    await this.#closed;
    clearTimeout(timer);
    await rm(this.#place.directory, { recursive: true, force: true });
    this.#guardian.dismiss();
  }

  /** Rejected when QEMU cannot be started, or has ended. */
  async #failure(emulator: string, argv: readonly string[]): Promise<never> {
    const stderr = text(this.#child.stderr as Readable);
    const [code, signal] = (await once(this.#child, "close").catch((error) => {
      throw cannotStart(emulator, error);
    })) as [number | null, NodeJS.Signals | null];
    throw endedBadly(emulator, argv, howEnded(code, signal), await stderr);
  }
}

const runsAlready = (name: string, pid: number) =>
  userError({
    message: `A peer '${name}' runs already, as process ${pid}`,
    try: `--with other-${name}=PATH, or end the other one`,
  });
