/** What programs use of QuickJS' own module "os": waiting. All else is in "host", whose functions throw. */
declare module "os" {
  /** Calls `handler` whenever the descriptor can be read (or has ended); null takes the handler away. */
  export function setReadHandler(descriptor: number, handler: (() => void) | null): void;
  export function setWriteHandler(descriptor: number, handler: (() => void) | null): void;
  export interface Timer {
    readonly timer: unique symbol;
  }
  /** While a timer is pending the process wakes at least every ten seconds; without one, never by itself. */
  export function setTimeout(handler: () => void, delayMs: number): Timer;
  export function clearTimeout(timer: Timer): void;
}
