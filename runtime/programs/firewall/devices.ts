/** The interfaces of a flowtable. One that goes is taken out by the kernel; one that comes has to be put in. */
import * as host from "host";
import { err } from "std";
import type { Refusal } from "./kernel.ts";

export class Devices {
  readonly #add: (names: readonly string[]) => Refusal | undefined;
  #wanted: readonly string[] = [];
  /** Those in it, by their index: another interface may get the name of one that is gone. */
  readonly #there = new Map<string, number>();

  constructor(add: (names: readonly string[]) => Refusal | undefined) {
    this.#add = add;
  }

  /** All that are to be in it, once they are there. */
  want(names: readonly string[]): void {
    this.#wanted = [...new Set(names)];
    this.look();
  }

  look(): void {
    for (const name of this.#wanted) {
      const index = host.interfaceIndex(name);
      if (index === undefined) this.#there.delete(name);
      if (index === undefined || this.#there.get(name) === index) continue;
      const refusal = this.#add([name]);
      // Connections over it take the long way, as if it were not in the table.
      if (refusal !== undefined) err.puts(`firewall: no short way over ${name}: error ${refusal.errno}\n`);
      this.#there.set(name, index);
    }
  }
}
