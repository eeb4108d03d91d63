/** How a process ended, as `launch` writes it down: "STATUS SIGNAL". */
import * as host from "host";
import type { ExitStatus } from "../../lib/core/index.ts";
import { readIfThere } from "./files.ts";

/** What it says there; undefined if nothing does. */
export function readExitStatus(path: string): ExitStatus | undefined {
  const [, code, signal] = /^(-?\d+) (\d+)\n$/.exec(readIfThere(path) ?? "") ?? [];
  if (code === undefined || signal === undefined) return undefined;
  return signal === "0" ? { code: Number(code) } : { signal: signalName(Number(signal)) };
}

/** What `launch` says when the process that it would start a second time still runs. */
export const runsAlready = (status: ExitStatus | undefined): boolean =>
  status !== undefined && "code" in status && status.code === 125;

const signals: Readonly<Record<string, number>> = {
  ABRT: host.SIGABRT,
  ALRM: host.SIGALRM,
  BUS: host.SIGBUS,
  HUP: host.SIGHUP,
  INT: host.SIGINT,
  KILL: host.SIGKILL,
  PIPE: host.SIGPIPE,
  QUIT: host.SIGQUIT,
  SEGV: host.SIGSEGV,
  TERM: host.SIGTERM,
  USR1: host.SIGUSR1,
  USR2: host.SIGUSR2,
  WINCH: host.SIGWINCH,
};

/** The number of a signal on this machine; undefined for one that nobody sends to a service. */
export const signalNumber = (name: string): number | undefined => signals[name.replace(/^SIG/, "")];

const signalName = (number: number): string =>
  Object.keys(signals).find((name) => signals[name] === number) ?? String(number);
