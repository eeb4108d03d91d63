import { INTERRUPTED_STATUS } from "./interrupted.ts";

/** What of the process is used. */
interface Signalled {
  on(signal: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  exit(status: number): void;
}

/**
 * ^C and a polite kill ask for a clean end, by aborting the signal that is returned; asked a second time,
 * the process goes at once.
 */
export function stopOnSignals(process: Signalled): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED_STATUS);
    stop.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.on("SIGHUP", onSignal);
  return stop.signal;
}
