/** Asking again and again, for things that give no sign when they happen. */
import { setTimeout as sleep } from "node:timers/promises";

const pauseMs = 100;

/** One try: what was waited for, or what was there instead. */
export type Try<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly seen: readonly string[] };

export type Polled<T> =
  | { readonly done: true; readonly value: T }
  | {
      readonly done: false;
      readonly seen: readonly string[];
      readonly tries: number;
      readonly elapsedMs: number;
    };

/** Tries until it is done or the time is over; each try is told how much time is left. */
export async function poll<T>(
  withinMs: number,
  attempt: (leftMs: number) => Promise<Try<T>>,
): Promise<Polled<T>> {
  const started = performance.now();
  for (let tries = 1; ; tries++) {
    const result = await attempt(Math.max(0, withinMs - (performance.now() - started)));
    if (result.done) return result;
    const elapsedMs = performance.now() - started;
    if (elapsedMs >= withinMs) return { ...result, tries, elapsedMs };
    await sleep(Math.min(pauseMs, withinMs - elapsedMs));
  }
}
