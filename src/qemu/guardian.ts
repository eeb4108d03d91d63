/** What is left of us is cleaned up, however we end. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";

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
[ -z "$1" ] || rm -rf "$1"
`;

/** Stands by processes of ours, and by a directory if there is one. */
export class Guardian {
  readonly #reaper: ChildProcess;

  constructor(directory = "") {
    // detached: ^C on the terminal is not for it. Whatever our PATH is, it finds what it needs.
    this.#reaper = spawn("/bin/sh", ["-c", reaper, "reaper", directory], {
      detached: true,
      env: { PATH: "/usr/bin:/bin" },
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#reaper.unref();
    (this.#reaper.stdin as Socket).unref();
    this.#reaper.stdin?.on("error", () => {});
  }

  /** The process is killed, and the directory removed, if we end without a word. */
  guard(pid: number): void {
    this.#reaper.stdin?.write(`pid ${pid}\n`);
  }

  /** We have cleaned up ourselves. */
  dismiss(): void {
    this.#reaper.stdin?.end("done\n");
  }
}
