/** Processes that need not be our children. */
import { close, kill, readDirectory, watchProcess } from "host";
import { setReadHandler, setTimeout } from "os";
import { type ProcessIdentity, parseIdentity, startOf } from "../../lib/process-identity.ts";
import { unless } from "./attempt.ts";
import { readIfThere } from "./files.ts";

/** The process that `launch` wrote down in this file, if it still lives. */
export function livingProcess(path: string): ProcessIdentity | undefined {
  const identity = parseIdentity(readIfThere(path) ?? "");
  if (identity === undefined) return undefined;
  const stat = readIfThere(`/proc/${identity.pid}/stat`);
  return stat !== undefined && startOf(stat) === identity.start ? identity : undefined;
}

/** When the process of this file was started, whether or not it lives, in milliseconds since the kernel was. */
export function startedAt(path: string): number | undefined {
  const identity = parseIdentity(readIfThere(path) ?? "");
  return identity === undefined ? undefined : Number(identity.start) * msPerTick;
}

/** proc_pid_stat(5) counts in USER_HZ, which is 100 on every machine that we have. */
const msPerTick = 10;

/** Calls back once, when the process has ended; soon, if it has already. */
export function whenEnded(pid: number, then: () => void): void {
  const descriptor = unless(["ESRCH"], () => watchProcess(pid));
  if (descriptor === undefined) {
    setTimeout(then, 0);
    return;
  }
  setReadHandler(descriptor, () => {
    setReadHandler(descriptor, null);
    close(descriptor);
    then();
  });
}

/** A signal to a process that may be gone. */
export function signalProcess(pid: number, signal: number): void {
  unless(["ESRCH"], () => kill(pid, signal));
}

/** A signal to a process and all that it started, as far as they did not leave its session's first group. */
export function signalGroup(pid: number, signal: number): void {
  signalProcess(-pid, signal);
  signalProcess(pid, signal);
}

/** The runsv of each directory, by the directory's path: they outlive us. */
export function findRunsvs(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const name of readDirectory("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const [program, directory] = readIfThere(`/proc/${name}/cmdline`)?.split("\0") ?? [];
    if (program === "runsv" && directory !== undefined) found.set(directory, Number(name));
  }
  return found;
}
