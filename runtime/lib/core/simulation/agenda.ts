/** What is still to happen in a simulated world, in the order of time; nothing waits for a clock. */

import type { Event } from "../types.ts";
import type { Random } from "./random.ts";

/** What happens then; undefined if nothing came of it that anybody would be told. */
export type Due = () => Event | undefined;

export class Agenda {
  now = 0;
  readonly #random: Random;
  readonly #entries: { readonly at: number; readonly due: Due }[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** What is due at the same time happens in the order in which it was planned. */
  at(time: number, due: Due): void {
    let place = this.#entries.length;
    while (place > 0 && (this.#entries[place - 1]?.at ?? 0) > time) place--;
    this.#entries.splice(place, 0, { at: time, due });
  }

  /** A time from now on, but before so many milliseconds have passed. */
  within(ms: number): number {
    return this.now + this.#random.below(ms);
  }

  /** Goes on to what is next, and does it; false if there is nothing. */
  next(tell: (event: Event) => void): boolean {
    const entry = this.#entries.shift();
    if (entry === undefined) return false;
    this.now = Math.max(this.now, entry.at);
    const event = entry.due();
    if (event !== undefined) tell({ ...event, at: this.now });
    return true;
  }
}
