/** What people ask for by name: `lim up`, `lim down`, `lim restart`. */
import { change, type Draft, entryAt, isIdle, nameAt, serviceAt } from "./draft.ts";
import { tryAgain } from "./failure.ts";

/** Up also tries at once whatever failed of it and of what it needs; down holds until it is asked for again. */
export function want(draft: Draft, number: number, wanted: boolean): void {
  const wishes = new Map(draft.state.wishes);
  wishes.set(nameAt(draft, number), wanted ? "up" : "down");
  draft.state = { ...draft.state, wishes };
  draft.wantsChanged = true;
  if (!wanted) return;
  for (const each of withAll(number, draft.state.index.needs)) retry(draft, each);
}

/** Restarts what runs and tries at once what failed; of a bundle, all that is in it. */
export function restart(draft: Draft, number: number): void {
  for (const each of withAll(number, draft.state.index.contents)) {
    const service = serviceAt(draft, each);
    if (isIdle(service)) retry(draft, each);
    else if (entryAt(draft, each).type !== "bundle") change(draft, each, { restarting: true });
  }
}

function retry(draft: Draft, number: number): void {
  if (serviceAt(draft, number).phase === "failed") tryAgain(draft, number, 0);
}

/** A service and all that can be reached from it. */
function withAll(number: number, edges: readonly (readonly number[])[]): Iterable<number> {
  const found = new Set([number]);
  // A set that grows while it is walked is walked to its end.
  for (const each of found) for (const next of edges[each] ?? []) found.add(next);
  return found;
}
