/**
 * Each service has at most one timer: for its start, its end or its next try. A timer has a number, since one that
 * is cancelled may have run out already, and its event be on the way.
 */
import { change, type Draft, nameAt, serviceAt } from "./draft.ts";
import type { ServiceState } from "./types.ts";

/** What to change in a service whose timer is set anew; with 0 ms, for "no limit", it has none afterwards. */
export function withTimer(
  draft: Draft,
  number: number,
  ms: number,
): Pick<ServiceState, "timer" | "deadline"> {
  dropTimer(draft, number);
  if (ms === 0) return { timer: undefined, deadline: undefined };
  return { timer: setTimer(draft, nameAt(draft, number), ms), deadline: draft.at + ms };
}

/** Asks the host for a timer, and gives back its id. */
export function setTimer(draft: Draft, subject: string, ms: number): string {
  const timersSet = draft.state.timersSet + 1;
  draft.state = { ...draft.state, timersSet };
  const id = `${subject}#${timersSet}`;
  draft.actions.push({ kind: "set-timer", id, ms });
  return id;
}

export function dropTimer(draft: Draft, number: number): void {
  const { timer } = serviceAt(draft, number);
  if (timer === undefined) return;
  draft.actions.push({ kind: "cancel-timer", id: timer });
  change(draft, number, { timer: undefined, deadline: undefined });
}

/** The service that a timer belongs to, if that timer still counts. */
export function timerOwner(draft: Draft, id: string): number | undefined {
  const number = draft.state.index.numbers.get(id.slice(0, id.lastIndexOf("#")));
  return number !== undefined && serviceAt(draft, number).timer === id ? number : undefined;
}
