/** supervise/status, 20 bytes that runsv renames into place at every change (`update_status` of busybox' runsv.c). */

export interface RunsvStatus {
  /** Of the service, or of its `finish`; undefined if neither runs. */
  readonly pid: number | undefined;
  readonly state: "down" | "run" | "finish";
}

const states = ["down", "run", "finish"] as const;

/** Undefined for what is no such file. */
export function parseRunsvStatus(bytes: ArrayBuffer): RunsvStatus | undefined {
  if (bytes.byteLength !== 20) return undefined;
  const view = new DataView(bytes);
  const state = states[view.getUint8(19)];
  const pid = view.getUint32(12, true); // of all machines
  return state === undefined ? undefined : { pid: pid === 0 ? undefined : pid, state };
}
