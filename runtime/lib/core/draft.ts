/**
 * The working copy of a state within one step: changed in place, thrown away after. It notes who has to be looked
 * at again because of a change, so that a step costs what it changes and not the size of the graph.
 */
import type { ServiceEntry } from "../graph.ts";
import type { Action, ServiceState, State, Step } from "./types.ts";

export interface Draft {
  readonly at: number;
  /** All but the services, which are in `services`. */
  state: State;
  readonly services: ServiceState[];
  readonly actions: Action[];
  /** By number: to be considered again, and to be let go if nobody needs it any more. */
  readonly consider: Uint8Array;
  readonly release: Uint8Array;
  /** Whether any of the two has a mark. */
  marked: boolean;
  /** Whether what is wanted may have changed. */
  wantsChanged: boolean;
}

export function draftOf(state: State, at: number): Draft {
  return {
    at,
    state,
    services: state.services.slice(),
    actions: [],
    consider: new Uint8Array(state.services.length),
    release: new Uint8Array(state.services.length),
    marked: false,
    wantsChanged: false,
  };
}

export function finished(draft: Draft): Step {
  return { state: { ...draft.state, services: draft.services }, actions: draft.actions };
}

export function serviceAt(draft: Draft, number: number): ServiceState {
  return draft.services[number] as ServiceState;
}

export function entryAt(draft: Draft, number: number): ServiceEntry {
  return draft.state.index.entries[number] as ServiceEntry;
}

export function nameAt(draft: Draft, number: number): string {
  return draft.state.index.names[number] as string;
}

/** Changes one service, and notes whom that concerns. */
export function change(draft: Draft, number: number, changes: Partial<ServiceState>): void {
  const before = serviceAt(draft, number);
  const phase = changes.phase ?? before.phase;
  const since = phase === before.phase ? before.since : draft.at;
  const after = { ...before, since, ...changes };
  draft.services[number] = after;
  mark(draft, number);
  const { needs, neededBy, watchedBy, consumers } = draft.state.index;
  if (after.phase !== before.phase || after.leaving !== before.leaving || after.lasts !== before.lasts) {
    for (const other of neededBy[number] as readonly number[]) mark(draft, other);
  }
  if (after.phase !== before.phase || after.outputs !== before.outputs) {
    for (const other of watchedBy[number] as readonly number[]) recheck(draft, other);
  }
  if (isIdle(after) && !isIdle(before)) {
    for (const other of needs[number] as readonly number[]) mark(draft, other);
    for (const other of consumers[number] as readonly number[]) mark(draft, other);
  }
}

/** Notes that a service is to be looked at. */
export function mark(draft: Draft, number: number): void {
  draft.consider[number] = 1;
  draft.release[number] = 1;
  draft.marked = true;
}

/** Notes that a condition may have changed. That of a bundle decides about what is in it, too. */
export function recheck(draft: Draft, number: number): void {
  mark(draft, number);
  if (entryAt(draft, number).type === "bundle") draft.wantsChanged = true;
}

/** Nothing of it runs. */
export function isIdle(service: ServiceState): boolean {
  return service.phase === "down" || service.phase === "failed";
}

/** Those that need it have what they need of it. */
export function isMet({ phase, leaving, lasts }: ServiceState): boolean {
  return lasts || (phase === "ready" && !leaving);
}

/** None of those that need it runs: neither its outputs nor what it does are in use. */
export function isUnused(draft: Draft, number: number): boolean {
  return usersOf(draft.state, number).every((other) => isIdle(serviceAt(draft, other)));
}

/** Those for which it has to stay: what needs it, and at the end of all what still has something to tell it. */
export function usersOf({ index, shutdown }: State, number: number): readonly number[] {
  const users = index.neededBy[number] as readonly number[];
  return shutdown === undefined ? users : [...users, ...(index.producers[number] as readonly number[])];
}
