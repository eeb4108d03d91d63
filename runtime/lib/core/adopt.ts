/** What runs already, since `limd` is not the first of its life: it is taken up as it is. */
import { change, type Draft, entryAt, isUnused, mark, nameAt, serviceAt } from "./draft.ts";
import { hasItsOutputs, isUp } from "./start.ts";
import { setTimer, withTimer } from "./timers.ts";
import type { Event, Remembered } from "./types.ts";

type Adopt = Extract<Event, { kind: "adopt" }>;

export function adopt(draft: Draft, number: number, event: Adopt): void {
  const { type, timeoutUpMs, timeoutDownMs } = entryAt(draft, number);
  if (draft.state.begun || type === "bundle") return;
  const since = event.since ?? draft.at;
  change(draft, number, { phase: "up", since, outputs: event.outputs });
  if (event.runs === "ready") {
    change(draft, number, { phase: hasItsOutputs(draft, number) ? "ready" : "up", since });
  } else if (event.runs === "up") {
    change(draft, number, withTimer(draft, number, timeoutUpMs));
    isUp(draft, number);
  } else {
    const script = type === "oneshot" ? (event.runs === "starting" ? "up" : "down") : undefined;
    const ms = event.runs === "starting" ? timeoutUpMs : timeoutDownMs;
    change(draft, number, { ...withTimer(draft, number, ms), phase: event.runs, since, script });
  }
}

/** One that failed and waits for its next try goes on waiting; one that runs again keeps count. */
export function remember(draft: Draft, number: number, { failures, failure, failed }: Remembered): void {
  const { phase } = serviceAt(draft, number);
  if (draft.state.begun || entryAt(draft, number).type === "bundle") return;
  change(draft, number, { failures, failure });
  if (failed === undefined || phase !== "down") return;
  const { since, retryAt } = failed;
  change(draft, number, { phase: "failed", since });
  if (retryAt === undefined) return;
  const timer = setTimer(draft, nameAt(draft, number), Math.max(retryAt - draft.at, 0));
  change(draft, number, { timer, retryAt });
}

/** All was told: the host is asked to watch, and everything is looked at. */
export function begin(draft: Draft): void {
  const { begun, index } = draft.state;
  if (begun) return;
  draft.state = { ...draft.state, begun: true };
  for (const [key, { condition }] of index.outside) draft.actions.push({ kind: "watch", key, condition });
  adoptBundles(draft);
  adoptLasting(draft);
  draft.services.forEach((_, number) => {
    mark(draft, number);
  });
  draft.wantsChanged = true;
}

/**
 * A bundle has no process to be found: it is up if something that needs it runs. If something in it does not, it goes
 * down in its turn. The others start like any service, once their conditions are known.
 */
function adoptBundles(draft: Draft): void {
  const { entries } = draft.state.index;
  const bundles = entries.flatMap(({ type }, number) => (type === "bundle" ? [number] : []));
  for (const bundle of bundles.toReversed()) {
    if (!isUnused(draft, bundle)) change(draft, bundle, { phase: "ready" });
  }
}

/** One that was about to be started anew: those that need it would not run if what it did were undone. */
function adoptLasting(draft: Draft): void {
  draft.state.index.entries.forEach(({ lasting }, number) => {
    if (lasting && !isUnused(draft, number)) change(draft, number, { lasts: true });
  });
}
