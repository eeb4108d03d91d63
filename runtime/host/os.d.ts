/**
 * Waiting. A program ends when it waits for nothing any more: no handler and no timer is left. An error in a
 * handler is printed, and the program goes on.
 */
declare module "os" {
  /** Calls `handler` whenever the descriptor can be read (or has ended); null takes the handler away, as `close` does. */
  export function setReadHandler(descriptor: number, handler: (() => void) | null): void;
  export function setWriteHandler(descriptor: number, handler: (() => void) | null): void;
  export interface Timer {
    readonly timer: unique symbol;
  }
  /** Calls once, not before the time is over. */
  export function setTimeout(handler: () => void, delayMs: number): Timer;
  export function clearTimeout(timer: Timer): void;
}
