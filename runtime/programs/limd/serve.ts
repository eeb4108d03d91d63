/** The socket that `lim` speaks to: a line with a request, then lines of JSON, and the end. */
import * as host from "host";
import { setReadHandler, setWriteHandler } from "os";
import { answer } from "./answer.ts";
import { unless } from "./attempt.ts";
import type { Reconciler } from "./reconciler.ts";

/** Longer than any request. */
const mostBytes = 4096;

export function serve(reconciler: Reconciler, path: string, gid: number): void {
  const door = host.listenUnix(path, { mode: 0o660, gid, backlog: 16 });
  setReadHandler(door, () => {
    for (let caller = host.accept(door); caller !== undefined; caller = host.accept(door)) {
      new Caller(caller, reconciler);
    }
  });
}

class Caller {
  readonly #descriptor: number;
  #heard = "";
  #unsaid: Uint8Array = new Uint8Array(0);
  #isDone = false;

  constructor(descriptor: number, reconciler: Reconciler) {
    this.#descriptor = descriptor;
    setReadHandler(descriptor, () => this.#hear(reconciler));
  }

  #hear(reconciler: Reconciler): void {
    const buffer = new Uint8Array(mostBytes);
    const length = unless(["ECONNRESET"], () => host.read(this.#descriptor, buffer) ?? -1) ?? 0;
    if (length < 0) return;
    if (length === 0) {
      this.#hangUp();
      return;
    }
    this.#heard += host.decode(buffer.subarray(0, length));
    const end = this.#heard.indexOf("\n");
    if (end < 0 && this.#heard.length < mostBytes) return;
    setReadHandler(this.#descriptor, null);
    answer(reconciler, this.#heard.slice(0, Math.max(end, 0)).split(" "), (line) => {
      if (line === undefined) this.#isDone = true;
      else this.#unsaid = joined(this.#unsaid, host.encode(`${JSON.stringify(line)}\n`));
      this.#say();
    });
  }

  #say(): void {
    while (this.#unsaid.length > 0) {
      const taken = unless(["EPIPE", "ECONNRESET"], () => host.write(this.#descriptor, this.#unsaid) ?? 0);
      if (taken === undefined) {
        this.#hangUp();
        return;
      }
      if (taken === 0) {
        setWriteHandler(this.#descriptor, () => this.#say());
        return;
      }
      this.#unsaid = this.#unsaid.subarray(taken);
    }
    setWriteHandler(this.#descriptor, null);
    if (this.#isDone) this.#hangUp();
  }

  #hangUp(): void {
    setReadHandler(this.#descriptor, null);
    setWriteHandler(this.#descriptor, null);
    host.close(this.#descriptor);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
