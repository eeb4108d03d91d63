/** What the host tells of processes and scripts. What comes too late, or was never asked for, changes nothing. */
import { change, type Draft, entryAt, isIdle, serviceAt } from "./draft.ts";
import { fail, succeeded } from "./failure.ts";
import { isUp, reachReadiness } from "./start.ts";
import { cleanUp, hasStopped } from "./stop.ts";
import type { ExitStatus } from "./types.ts";

export function processStarted(draft: Draft, number: number): void {
  if (serviceAt(draft, number).phase === "starting") isUp(draft, number);
}

export function processReady(draft: Draft, number: number): void {
  const { phase } = serviceAt(draft, number);
  if (phase === "starting" || phase === "up") reachReadiness(draft, number);
}

/** Whatever the reason, nothing of it runs now. That is no failure of one that was about to be stopped. */
export function processExited(draft: Draft, number: number, status: ExitStatus): void {
  const service = serviceAt(draft, number);
  if (isIdle(service) || entryAt(draft, number).type !== "longrun") return;
  if (service.phase === "stopping" || service.leaving) hasStopped(draft, number);
  else fail(draft, number, { kind: "ended", status });
}

export function scriptEnded(
  draft: Draft,
  number: number,
  direction: "up" | "down",
  status: ExitStatus,
): void {
  const { phase, script } = serviceAt(draft, number);
  if (script !== direction) return;
  if (direction === "down") hasStopped(draft, number, status);
  else if (phase === "stopping") cleanUp(draft, number);
  else if (succeeded(status)) isUp(draft, number);
  else {
    change(draft, number, { failure: { kind: "ended", status }, failing: true });
    cleanUp(draft, number);
  }
}
