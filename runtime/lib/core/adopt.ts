/** What runs already, since `limd` is not the first of its life: it is taken up as it is. */
import { change, type Draft, entryAt, isUnused, mark, serviceAt } from "./draft.ts";
import { hasItsOutputs, isUp } from "./start.ts";
import { withTimer } from "./timers.ts";
import type { Event } from "./types.ts";

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

/** All was told: the host is asked to watch, and everything is looked at. */
export function begin(draft: Draft): void {
  const { begun, index } = draft.state;
  if (begun) return;
  draft.state = { ...draft.state, begun: true };
  for (const [key, { condition }] of index.outside) draft.actions.push({ kind: "watch", key, condition });
  adoptBundles(draft);
  draft.services.forEach((_, number) => {
    mark(draft, number);
  });
  draft.wantsChanged = true;
}

/**
 * A bundle has no process to be found: it is taken for up if something that needs it runs, and then for ready if all
 * that is in it is. The others are made ready like any service that starts, once their conditions are known.
 */
function adoptBundles(draft: Draft): void {
  const { entries, needs } = draft.state.index;
  const bundles = entries.flatMap(({ type }, number) => (type === "bundle" ? [number] : []));
  const used = bundles.toReversed().filter((bundle) => {
    const inUse = !isUnused(draft, bundle);
    if (inUse) change(draft, bundle, { phase: "up" });
    return inUse;
  });
  for (const bundle of used.toReversed()) {
    const isReady = (need: number): boolean => serviceAt(draft, need).phase === "ready";
    if (needs[bundle]?.every(isReady)) change(draft, bundle, { phase: "ready" });
  }
}
