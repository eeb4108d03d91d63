/** Starting a service, and the way from there to readiness. */
import { change, type Draft, entryAt, nameAt, serviceAt } from "./draft.ts";
import { dropTimer, withTimer } from "./timers.ts";

/** All that it needs is ready, and nothing of it runs. */
export function start(draft: Draft, number: number): void {
  const entry = entryAt(draft, number);
  if (entry.type === "bundle") {
    change(draft, number, { phase: "ready" });
    return;
  }
  const oneshot = entry.type === "oneshot";
  draft.actions.push({ kind: oneshot ? "run-up" : "start", service: nameAt(draft, number) });
  change(draft, number, {
    ...withTimer(draft, number, entry.timeoutUpMs),
    phase: "starting",
    script: oneshot ? "up" : undefined,
  });
}

/** It runs, or its `up` script has done its work: is that all there is to being ready? */
export function isUp(draft: Draft, number: number): void {
  change(draft, number, { phase: "up", script: undefined });
  const entry = entryAt(draft, number);
  if (entry.type !== "longrun" || entry.ready.kind !== "notification") reachReadiness(draft, number);
}

/** Makes it ready, but for outputs that are missing where readiness means outputs. */
export function reachReadiness(draft: Draft, number: number): void {
  if (!hasItsOutputs(draft, number)) return;
  dropTimer(draft, number);
  change(draft, number, { phase: "ready" });
}

/** Whether its outputs, where they make it ready, are all there. */
export function hasItsOutputs(draft: Draft, number: number): boolean {
  const { ready, outputs } = entryAt(draft, number);
  const written = serviceAt(draft, number).outputs;
  return ready.kind !== "outputs" || outputs.every((output) => written.includes(output));
}
