/** The end of all: everything stops, needs last, and then the router goes down. */
import { type Draft, entryAt, isIdle, mark, nameAt } from "./draft.ts";
import { setTimer } from "./timers.ts";
import type { ShutdownKind } from "./types.ts";

/** A second request while the first is under way changes nothing. */
export function shutDown(draft: Draft, how: ShutdownKind, withinMs: number | undefined): void {
  if (draft.state.shutdown !== undefined) return;
  const timer = withinMs === undefined ? undefined : setTimer(draft, shutdownTimer, withinMs);
  draft.state = { ...draft.state, shutdown: { how, timer, done: false } };
  draft.services.forEach((_, number) => {
    mark(draft, number);
  });
}

/** Time is up: what still runs is killed, and nobody waits for it. */
export function shutDownNow(draft: Draft): void {
  draft.services.forEach((service, number) => {
    const runs = entryAt(draft, number).type === "longrun" ? !isIdle(service) : service.script !== undefined;
    if (runs) draft.actions.push({ kind: "kill", service: nameAt(draft, number) });
  });
  goDown(draft);
}

/** Goes down if nothing is left to wait for. */
export function shutDownIfStopped(draft: Draft): void {
  const { shutdown } = draft.state;
  if (shutdown === undefined || !draft.services.every(isIdle)) return;
  if (shutdown.timer !== undefined) draft.actions.push({ kind: "cancel-timer", id: shutdown.timer });
  goDown(draft);
}

function goDown(draft: Draft): void {
  const { shutdown } = draft.state;
  if (shutdown === undefined) return;
  draft.actions.push({ kind: "shut-down", how: shutdown.how });
  draft.state = { ...draft.state, shutdown: { ...shutdown, timer: undefined, done: true } };
}

/** No service has this name: it would be a file name with a slash. */
const shutdownTimer = "/shutdown";
