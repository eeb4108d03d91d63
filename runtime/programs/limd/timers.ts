/** Timers by name, as the core asks for them. */
import { clearTimeout, setTimeout, type Timer } from "os";

export class Timers {
  readonly #timers = new Map<string, Timer>();
  readonly #rang: (id: string) => void;

  constructor(rang: (id: string) => void) {
    this.#rang = rang;
  }

  set(id: string, ms: number): void {
    this.cancel(id);
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.#rang(id);
    }, ms);
    this.#timers.set(id, timer);
  }

  cancel(id: string): void {
    const timer = this.#timers.get(id);
    if (timer !== undefined) clearTimeout(timer);
    this.#timers.delete(id);
  }
}
