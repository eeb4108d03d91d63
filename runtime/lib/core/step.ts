/** `step`: one event in, the next state and what is to be done about it out. Pure, and it never throws. */
import { adopt, begin, remember } from "./adopt.ts";
import { restart, want } from "./by-hand.ts";
import { change, type Draft, draftOf, finished, recheck, serviceAt } from "./draft.ts";
import { tryAgain } from "./failure.ts";
import { outputsChanged, secretChanged } from "./outputs.ts";
import { processExited, processReady, processStarted, scriptEnded } from "./process-events.ts";
import { settle } from "./settle.ts";
import { shutDown, shutDownIfStopped, shutDownNow } from "./shutdown.ts";
import { kill, stop } from "./stop.ts";
import { timerOwner } from "./timers.ts";
import type { Event, State, Step } from "./types.ts";

/** Events about services that the graph does not have change nothing; nor does anything once the router goes down. */
export function step(state: State, event: Event): Step {
  if (state.shutdown?.done === true) return { state, actions: [] };
  const draft = draftOf(state, event.at);
  take(draft, event);
  if (draft.state.begun && draft.state.shutdown?.done !== true) {
    settle(draft);
    shutDownIfStopped(draft);
  }
  return finished(draft);
}

function take(draft: Draft, event: Event): void {
  switch (event.kind) {
    case "begin":
      begin(draft);
      break;
    case "condition":
      learn(draft, event.key, event.holds);
      break;
    case "secret":
      secretChanged(draft, event.name);
      break;
    case "timer":
      ring(draft, event.id);
      break;
    case "shutdown":
      shutDown(draft, event.how, event.withinMs);
      break;
    default: {
      const number = draft.state.index.numbers.get(event.service);
      if (number !== undefined) takeAbout(draft, number, event);
    }
  }
}

function takeAbout(draft: Draft, number: number, event: Extract<Event, { service: string }>): void {
  switch (event.kind) {
    case "adopt":
      adopt(draft, number, event);
      break;
    case "remember":
      remember(draft, number, event);
      break;
    case "want":
      want(draft, number, event.wanted);
      break;
    case "restart":
      restart(draft, number);
      break;
    case "started":
      processStarted(draft, number);
      break;
    case "ready":
      processReady(draft, number);
      break;
    case "exited":
      processExited(draft, number, event.status);
      break;
    case "oneshot-done":
      scriptEnded(draft, number, event.direction, event.status);
      break;
    case "output":
      outputsChanged(draft, number, event.changed, event.removed);
      break;
  }
}

function learn(draft: Draft, key: string, holds: boolean): void {
  if (draft.state.conditions.get(key) === holds) return;
  draft.state = { ...draft.state, conditions: new Map(draft.state.conditions).set(key, holds) };
  for (const user of draft.state.index.outside.get(key)?.users ?? []) recheck(draft, user);
}

/** Too long to start, too long to stop, or long enough since it failed. */
function ring(draft: Draft, id: string): void {
  const number = timerOwner(draft, id);
  if (draft.state.shutdown?.timer === id) shutDownNow(draft);
  if (number === undefined) return;
  const { phase, failures } = serviceAt(draft, number);
  change(draft, number, { timer: undefined, deadline: undefined });
  if (phase === "failed") tryAgain(draft, number, failures);
  else if (phase === "stopping") kill(draft, number);
  else {
    const timeoutMs = draft.state.index.entries[number]?.timeoutUpMs ?? 0;
    stop(draft, number, { kind: "not-ready-in-time", timeoutMs });
  }
}
