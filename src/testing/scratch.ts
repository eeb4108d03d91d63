/** Files and processes that are gone afterwards, whatever happens to the test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Guardian } from "../qemu/index.ts";

/** A directory of our own, for sockets above all. */
export class Scratch implements AsyncDisposable {
  readonly directory: string;
  readonly #guardian: Guardian;

  private constructor(directory: string) {
    this.directory = directory;
    this.#guardian = new Guardian(directory);
  }

  static async create(name: string): Promise<Scratch> {
    return new Scratch(await mkdtemp(join(tmpdir(), `liminix-${name}-`)));
  }

  /** A path in the directory. */
  at(name: string): string {
    return join(this.directory, name);
  }

  /** The process is killed if we end without disposing of this. */
  guard(pid: number): void {
    this.#guardian.guard(pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
    this.#guardian.dismiss();
  }
}
