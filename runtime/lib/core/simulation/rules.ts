/** What must never be asked for, whatever the core believes. */
import { holds } from "../condition.ts";
import type { Action } from "../types.ts";
import type { Truths } from "./truth.ts";

/** The rules that an action breaks, before it is done. */
export function brokenRules(truths: Truths, action: Action): readonly string[] {
  switch (action.kind) {
    case "start":
    case "run-up":
      return [...whenStarted(truths, action.service)];
    case "stop":
    case "run-down":
    case "kill":
      return [...whenStopped(truths, action.service, action.kind)];
    case "clear-outputs":
      return [...whenCleared(truths, action.service)];
    case "signal":
    case "render":
      return truths.of(action.service).process === "running"
        ? []
        : [`${action.kind} of ${action.service}, which does not run`];
    default:
      return [];
  }
}

function* whenStarted(truths: Truths, name: string): Iterable<string> {
  const { process, outputs } = truths.of(name);
  const { condition } = truths.entry(name);
  if (process !== "none") yield `${name} is started twice`;
  if (outputs.size > 0) yield `${name} starts with outputs of its last life`;
  for (const need of truths.realNeeds(name)) {
    if (!truths.of(need).ready && !truths.lasts(need)) yield `${name} starts before ${need} is ready`;
  }
  if (condition !== undefined && holds(condition, (leaf) => truths.leaf(leaf)) !== true) {
    yield `${name} starts, and its condition does not hold`;
  }
  if (!truths.wanted().has(name)) yield `${name} starts, and nobody wants it`;
  if (truths.goingDown) yield `${name} starts during the shutdown`;
}

function* whenStopped(truths: Truths, name: string, how: "stop" | "run-down" | "kill"): Iterable<string> {
  const { process } = truths.of(name);
  if (how === "run-down" && process === "down-script") yield `${name} goes down twice`;
  // A oneshot that has come up has nothing to send a signal to.
  const nothing = truths.entry(name).type === "oneshot" ? process === "running" : false;
  if (process === "none" || (how !== "run-down" && nothing)) yield `${how} of ${name}, which does not run`;
  if (how === "kill" && truths.goingDown) return;
  if (truths.goingDown && truths.of(name).ready) {
    for (const producer of producers(truths, name))
      yield `${name} is stopped before ${producer}, which may have something to tell it`;
  }
  if (truths.lasts(name)) return;
  for (const user of users(truths, name)) yield `${name} is stopped before ${user}, which needs it`;
}

function* whenCleared(truths: Truths, name: string): Iterable<string> {
  if (truths.of(name).process !== "none") yield `outputs of ${name} are cleared while it runs`;
  for (const user of users(truths, name)) {
    yield `outputs of ${name} are cleared while ${user}, which needs it, runs`;
  }
}

/** Those that run and whose log a service reads. */
function producers(truths: Truths, name: string): readonly string[] {
  return [...truths]
    .filter(([other, { process }]) => process !== "none" && truths.entry(other).logTo === name)
    .map(([other]) => other);
}

/** Those that run and need a service. */
function users(truths: Truths, name: string): readonly string[] {
  return [...truths]
    .filter(([other, { process }]) => process !== "none" && truths.realNeeds(other).has(name))
    .map(([other]) => other);
}
