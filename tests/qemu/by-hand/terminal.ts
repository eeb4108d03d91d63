/** A terminal with a person's hands on it: script(1) makes the pseudo-terminal. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { ConsoleText } from "../../../src/testing/console-text.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The command line, to be run by a shell, which begins in the project's root. */
export const liminix = `'${process.execPath}' '${root}src/cli/main.ts'`;

export class Terminal implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #screen: ConsoleText;
  readonly #closed = new AbortController();
  /** The shell's exit status. */
  readonly ended: Promise<number | null>;

  /** Opens a terminal in which a shell runs this. */
  constructor(script: string) {
    this.#child = spawn("script", ["--quiet", "--return", "--command", script, "/dev/null"], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#screen = new ConsoleText(this.#child.stdout);
    this.ended = new Promise((resolve) => this.#child.on("close", resolve));
    this.#child.on("close", () => this.#closed.abort(new Error("it has ended")));
  }

  get text(): string {
    return this.#screen.text;
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Waits for something to be shown, after what was waited for before; gives what its first group matched. */
  async shows(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.any([AbortSignal.timeout(180_000), this.#closed.signal]);
    const match = await this.#screen.find(pattern, signal).catch(({ message }: Error) => {
      throw new Error(`the terminal did not show ${pattern} (${message}), but:\n${this.text}`);
    });
    return match[1] ?? "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.ended;
  }
}

export const keys = { enter: "\r", ctrlC: "\x03", ctrlO: "\x0f", ctrlP: "\x10" } as const;
