/** Routers run by hand, but on networks of the test's own. */
import { Scratch } from "../../../src/testing/scratch.ts";
import { liminix, Terminal } from "./terminal.ts";

/**
 * The conventional networks, and the names of peers, are one for a whole machine. In a network namespace, and with a
 * directory of their own, they are as many as wanted. Nix builds nothing there: what is to run must be built before.
 */
export class Apart implements AsyncDisposable {
  readonly scratch: Scratch;

  private constructor(scratch: Scratch) {
    this.scratch = scratch;
  }

  static async create(): Promise<Apart> {
    return new Apart(await Scratch.create("apart"));
  }

  /** A terminal in which a router runs, with these words behind `liminix run`; its status is shown at the end. */
  run(words: string): Terminal {
    const namespace = `unshare --map-root-user --net sh -euc 'ip link set lo up; exec "$@"' -`;
    return new Terminal(`${this.#environment} ${namespace} ${liminix} run ${words}; echo status $?`);
  }

  /** A terminal with the console of a peer. */
  connect(name: string): Terminal {
    return new Terminal(`${this.#environment} ${liminix} connect ${name}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.scratch[Symbol.asyncDispose]();
  }

  get #environment(): string {
    return `XDG_RUNTIME_DIR=${this.scratch.directory}`;
  }
}
