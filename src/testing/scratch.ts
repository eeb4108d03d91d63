/** Files and processes that are gone afterwards, whatever happens to the test. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Hears of our end by the end of its input, which the kernel brings about however we end, and cleans up
 * unless it was told that all is done.
 */
const reaper = `
while read -r word pid; do
  case $word in
  pid) pids="$pids $pid" ;;
  done) exit 0 ;;
  esac
done
[ -z "$pids" ] || kill -KILL $pids
rm -rf "$1"
`;

/** A directory of our own, for sockets above all. */
export class Scratch implements AsyncDisposable {
  readonly directory: string;
  readonly #reaper: ChildProcess;

  private constructor(directory: string) {
    this.directory = directory;
    // detached: ^C on the terminal is not for it.
    this.#reaper = spawn("sh", ["-c", reaper, "reaper", directory], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#reaper.unref();
    (this.#reaper.stdin as Socket).unref();
    this.#reaper.stdin?.on("error", () => {});
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
    this.#reaper.stdin?.write(`pid ${pid}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
    this.#reaper.stdin?.end("done\n");
  }
}
