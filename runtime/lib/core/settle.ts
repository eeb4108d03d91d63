/**
 * The reconciler proper: after each event, starts what may start, and stops what has to, as far as the order allows.
 * Upwards, from needs to what needs them, each service that something changed for is considered; downwards, each
 * that has to go is let go once nobody uses it. That is repeated until nothing changes any more. It ends, since
 * a service is started once its needs are ready and stopped once they are not, and there are no loops.
 */
import { change, type Draft, entryAt, isIdle, isMet, isUnused, nameAt, serviceAt } from "./draft.ts";
import { tryAgain } from "./failure.ts";
import { start } from "./start.ts";
import { stop } from "./stop.ts";
import { spreadWants } from "./wanted.ts";
import { conditionHolds } from "./world.ts";

export function settle(draft: Draft): void {
  while (draft.marked || draft.wantsChanged) {
    if (draft.wantsChanged) spreadWants(draft);
    draft.wantsChanged = false;
    draft.marked = false;
    upwards(draft);
    downwards(draft);
  }
}

/** Stops where it gets known that others are wanted from now on: the marks stay for the next time round. */
function upwards(draft: Draft): void {
  for (let number = 0; number < draft.services.length && !draft.wantsChanged; number++) {
    if (draft.consider[number] === 0) continue;
    draft.consider[number] = 0;
    if (entryAt(draft, number).lasting) last(draft, number);
    if (serviceAt(draft, number).phase === "failed") forgive(draft, number);
    const service = serviceAt(draft, number);
    if (isIdle(service)) rise(draft, number);
    else if (service.phase !== "stopping") weigh(draft, number);
  }
}

function downwards(draft: Draft): void {
  for (let number = draft.services.length - 1; number >= 0 && !draft.wantsChanged; number--) {
    if (draft.release[number] === 0) continue;
    draft.release[number] = 0;
    const { leaving, phase, lasts } = serviceAt(draft, number);
    if (leaving && phase !== "stopping" && (lasts || isUnused(draft, number))) stop(draft, number);
  }
}

/** What a lasting service did holds from its readiness on until it goes, not to be started anew but for good. */
function last(draft: Draft, number: number): void {
  const { phase, restarting, retryAt, lasts } = serviceAt(draft, number);
  const hasGivenUp = phase === "failed" && retryAt === undefined;
  const goes = hasGivenUp || isUnwelcome(draft, number) || !needsAreMet(draft, number);
  const now = !goes && (lasts || (phase === "ready" && !restarting));
  if (now !== lasts) change(draft, number, { lasts: now });
}

/** A service that failed is not held to it for ever: where it would not run anyway, or gets other needs, it begins afresh. */
function forgive(draft: Draft, number: number): void {
  const unwelcome = isUnwelcome(draft, number);
  const { failures, retryAt } = serviceAt(draft, number);
  if (unwelcome || (retryAt === undefined && !needsAreMet(draft, number))) {
    tryAgain(draft, number, unwelcome ? 0 : failures);
  }
}

/** Starts a service of which nothing runs, if all is as it must be. */
function rise(draft: Draft, number: number): void {
  if (!serviceAt(draft, number).lasts && !isUnused(draft, number)) return;
  if (serviceAt(draft, number).outputsLeft) {
    draft.actions.push({ kind: "clear-outputs", service: nameAt(draft, number) });
    change(draft, number, { outputsLeft: false });
  }
  const { phase, wanted } = serviceAt(draft, number);
  if (phase === "failed" || wanted !== "yes" || draft.state.shutdown !== undefined) return;
  if (conditionHolds(draft, number) === true && needsAreMet(draft, number)) start(draft, number);
}

/** Whether a service that runs has to go. What it needs having gone first is noted: it needs a new start even if that is back at once. */
function weigh(draft: Draft, number: number): void {
  const needs = draft.state.index.needs[number] as readonly number[];
  const isGone = (need: number): boolean => {
    const { phase, lasts } = serviceAt(draft, need);
    return phase !== "ready" && !lasts;
  };
  const restarting = serviceAt(draft, number).restarting || needs.some(isGone);
  const leaving = restarting || isUnwelcome(draft, number) || !needsAreMet(draft, number);
  const before = serviceAt(draft, number);
  if (leaving !== before.leaving || restarting !== before.restarting) {
    change(draft, number, { leaving, restarting });
  }
}

/** Nobody wants it, or its condition does not hold, or all goes down. */
function isUnwelcome(draft: Draft, number: number): boolean {
  const { wanted } = serviceAt(draft, number);
  return draft.state.shutdown !== undefined || wanted === "no" || conditionHolds(draft, number) === false;
}

function needsAreMet(draft: Draft, number: number): boolean {
  const needs = draft.state.index.needs[number] as readonly number[];
  return needs.every((need) => isMet(serviceAt(draft, need)));
}
