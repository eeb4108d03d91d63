/** A process by more than its number, which another may have later: proc_pid_stat(5), field 22. */

export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in ticks since the kernel was. */
  readonly start: string;
}

/** What `launch` writes down: "PID START". */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const [, pid, start] = /^(\d+) (\d+)\n$/.exec(text) ?? [];
  return pid === undefined || start === undefined ? undefined : { pid: Number(pid), start };
}

/** When the process of this /proc/PID/stat was started; undefined if it has ended and waits to be reaped. */
export function startOf(stat: string): string | undefined {
  // Its name stands in brackets and may hold brackets and spaces.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" || state === "X" ? undefined : fields[18];
}
