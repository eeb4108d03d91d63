/** What limd says of itself, and what services say that have no log: a file, and the one before it. */
import { close, O_APPEND, O_CREAT, O_WRONLY, open, realtimeMs, rename, stat, write } from "host";

import { unless } from "./attempt.ts";

const mostBytes = 64 * 1024;

export class Journal {
  readonly #path: string;
  #descriptor: number;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openLog(path);
  }

  /** For what is started to write to. */
  get descriptor(): number {
    return this.#descriptor;
  }

  say(text: string): void {
    if ((stat(this.#path)?.sizeBytes ?? 0) > mostBytes) this.#turn();
    const now = new Date(realtimeMs()).toISOString().replace("T", "_").replace("Z", "");
    unless(["ENOSPC"], () => write(this.#descriptor, `${now} limd: ${text}\n`));
  }

  #turn(): void {
    rename(this.#path, `${this.#path}.old`);
    close(this.#descriptor);
    this.#descriptor = openLog(this.#path);
  }
}

const openLog = (path: string): number => open(path, O_WRONLY | O_CREAT | O_APPEND, 0o640);
