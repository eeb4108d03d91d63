/** Stopping a service that nobody uses any more: TERM or its `down` script, and KILL when that takes too long. */
import { change, type Draft, entryAt, nameAt, serviceAt } from "./draft.ts";
import { fail, failuresSoFar, succeeded } from "./failure.ts";
import { goIdle } from "./idle.ts";
import { withTimer } from "./timers.ts";
import type { ExitStatus, Failure } from "./types.ts";

/** Begins to stop it, because of a failure if there is one. */
export function stop(draft: Draft, number: number, failure?: Failure): void {
  const entry = entryAt(draft, number);
  const { phase } = serviceAt(draft, number);
  change(draft, number, { failures: failuresSoFar(draft, number) });
  if (failure !== undefined) change(draft, number, { failure, failing: true });
  if (entry.type === "longrun" || phase === "starting") {
    draft.actions.push({ kind: "stop", service: nameAt(draft, number) });
    change(draft, number, { ...withTimer(draft, number, entry.timeoutDownMs), phase: "stopping" });
  } else {
    cleanUp(draft, number);
  }
}

/** Runs the `down` script of a oneshot: also after an `up` that got only part of the way, so that the next one begins clean. */
export function cleanUp(draft: Draft, number: number): void {
  const { type, timeoutDownMs } = entryAt(draft, number);
  if (type === "oneshot") {
    draft.actions.push({ kind: "run-down", service: nameAt(draft, number) });
    const timer = withTimer(draft, number, timeoutDownMs);
    change(draft, number, { ...timer, phase: "stopping", script: "down", killed: false });
  } else {
    hasStopped(draft, number);
  }
}

/** It has stopped, as it was to. A `down` script that fails is told of, but the service is down: what else could it be. */
export function hasStopped(draft: Draft, number: number, downScript?: ExitStatus): void {
  const { failing, failure, failures } = serviceAt(draft, number);
  if (failing && failure !== undefined) {
    fail(draft, number, failure);
  } else if (downScript === undefined || succeeded(downScript)) {
    goIdle(draft, number, { phase: "down", failures, failure });
  } else {
    goIdle(draft, number, { phase: "down", failures, failure: { kind: "down-script", status: downScript } });
  }
}

/** TERM was not enough. */
export function kill(draft: Draft, number: number): void {
  draft.actions.push({ kind: "kill", service: nameAt(draft, number) });
  change(draft, number, { killed: true });
}
