/** What becomes of a service that failed: another try after a while, ever longer, or none. */
import type { RestartPolicy } from "../graph.ts";
import { change, type Draft, entryAt, nameAt, serviceAt } from "./draft.ts";
import { goIdle } from "./idle.ts";
import { dropTimer, setTimer } from "./timers.ts";
import type { ExitStatus, Failure } from "./types.ts";

/** Nothing of the service runs any more. */
export function fail(draft: Draft, number: number, failure: Failure): void {
  const { restart } = entryAt(draft, number);
  const failures = failuresSoFar(draft, number) + 1;
  goIdle(draft, number, { phase: "failed", failures, failure });
  if (!triesAgain(restart, failure)) return;
  const ms = backOffMs(restart, failures);
  const timer = setTimer(draft, nameAt(draft, number), ms);
  change(draft, number, { timer, retryAt: draft.at + ms });
}

/** Takes a service that failed for one that was not tried yet, but for what is known of its failures. */
export function tryAgain(draft: Draft, number: number, failures: number): void {
  dropTimer(draft, number);
  change(draft, number, { phase: "down", failures, retryAt: undefined });
}

/** Failures in a row. One that was ready for long has begun afresh. */
export function failuresSoFar(draft: Draft, number: number): number {
  const { phase, since, failures } = serviceAt(draft, number);
  return phase === "ready" && draft.at - since >= entryAt(draft, number).restart.resetAfterMs ? 0 : failures;
}

/** How long to wait before the next try, after so many failures in a row. */
export function backOffMs(restart: RestartPolicy, failures: number): number {
  // 2 ** 40 ms is 35 years: more doublings would only lose digits.
  return Math.min(restart.delayMs * 2 ** Math.min(failures - 1, 40), restart.maxDelayMs);
}

export function succeeded(status: ExitStatus): boolean {
  return "code" in status && status.code === 0;
}

function triesAgain(restart: RestartPolicy, failure: Failure): boolean {
  if (restart.policy === "on-failure") return failure.kind !== "ended" || !succeeded(failure.status);
  return restart.policy === "always";
}
