/**
 * `lim why`: one sentence that says how it is with a service and, where it is not as it should be, what is to blame.
 * What waits for something that itself waits is traced to the end: the last one is what can be done something about.
 */
import type { Condition, ServiceEntry } from "../graph.ts";
import { isMet, usersOf } from "./draft.ts";
import { sayDuration } from "./duration.ts";
import { missingServices, sayMissing } from "./say-condition.ts";
import { sayFailure } from "./say-failure.ts";
import type { ServiceState, State } from "./types.ts";
import { conditionHolds, leafHolds, type World } from "./world.ts";

/** `now` is a time of the same clock as that of events. */
export function why(state: State, service: string, now: number): string {
  const number = state.index.numbers.get(service);
  if (number === undefined) return `There is no service ${service} in this image.`;
  return `${service} ${clause({ state, services: state.services, now }, number)}.`;
}

interface View extends World {
  readonly state: State;
  readonly now: number;
}

/** What follows the name. */
function clause(view: View, number: number): string {
  const service = at(view, number);
  const since = sayDuration(view.now - service.since);
  if (service.leaving || service.phase === "stopping") return stopping(view, number);
  switch (service.phase) {
    case "ready":
      return `has been ready for ${since}`;
    case "starting":
      return `has been starting for ${since}${timeLeft(view, service)}${before(view, number)}`;
    case "up":
      return `has been running for ${since}, but is not ready: ${unready(view, number)}${timeLeft(view, service)}${before(view, number)}`;
    case "failed":
      return failed(view, number);
    case "down":
      return service.wanted === "no" ? notWanted(view, number) : waiting(view, number);
  }
}

function timeLeft(view: View, { deadline }: ServiceState): string {
  return deadline === undefined ? "" : ` (it has ${sayDuration(deadline - view.now)} left)`;
}

/** What became of the tries before this one: that is usually what the matter is. */
function before(view: View, number: number): string {
  const { failures, failure } = at(view, number);
  if (failures === 0 || failure === undefined) return "";
  const times = failures === 1 ? "" : ` ${failures} times in a row`;
  return `; before that it failed${times}: ${sayFailure(failure, entry(view, number))}`;
}

function unready(view: View, number: number): string {
  const { ready, outputs } = entry(view, number);
  if (ready.kind !== "outputs") return "it has not said so yet";
  const lacking = outputs.filter((output) => !at(view, number).outputs.includes(output));
  return `it has not found out its ${list(lacking)} yet`;
}

function failed(view: View, number: number): string {
  const { failures, failure, retryAt } = at(view, number);
  const times = failures > 1 ? ` ${failures} times in a row` : "";
  const how = failure === undefined ? "" : `: ${sayFailure(failure, entry(view, number))}`;
  if (retryAt !== undefined) return `failed${times}${how}; next try in ${sayDuration(retryAt - view.now)}`;
  return `failed${times}${how}; it is not tried again by itself ("lim up ${name(view, number)}" does)`;
}

function notWanted(view: View, number: number): string {
  if (isPutDown(view, number)) return `was stopped by hand ("lim up ${name(view, number)}" starts it)`;
  const users = view.state.index.neededBy[number] ?? [];
  const putDown = users.find((user) => isPutDown(view, user));
  if (putDown !== undefined)
    return `is not wanted: ${name(view, putDown)}, which needs it, was stopped by hand`;
  const asleep = users.find((user) => at(view, user).wanted === "yes" && entry(view, user).type === "bundle");
  if (asleep !== undefined) {
    return `is not wanted now: it belongs to ${name(view, asleep)}, which ${clause(view, asleep)}`;
  }
  return `is not wanted: nothing that is wanted needs it ("lim up ${name(view, number)}" starts it)`;
}

function waiting(view: View, number: number): string {
  const { shutdown } = view.state;
  if (shutdown !== undefined) return `stays down: the router goes down (${shutdown.how})`;
  const missing = missingNeeds(view, number);
  const { condition, type } = entry(view, number);
  // A condition is often about what one of the needs makes, a cable in a bridge that is not there; a bundle's own
  // decides whether there is any need.
  if (missing.length > 0 && type !== "bundle") return `waits for ${blame(view, number, missing)}`;
  if (condition !== undefined && conditionHolds(view, number) !== true) {
    return `waits for ${sayMissing(condition, (leaf) => leafHolds(view, leaf))}${behind(view, condition)}`;
  }
  if (missing.length > 0) return `waits for ${blame(view, number, missing)}`;
  const users = (view.state.index.neededBy[number] ?? []).filter((user) => runs(at(view, user)));
  if (users.length > 0 && !at(view, number).lasts)
    return `waits for ${names(view, users)} to stop, still at work with what it did before`;
  return "is about to start";
}

/** What is the matter with a service that a condition waits for. */
function behind(view: View, condition: Condition): string {
  const services = missingServices(condition, (leaf) => leafHolds(view, leaf));
  const numbers = services.map((service) => view.state.index.numbers.get(service));
  const [first] = numbers.filter((number) => number !== undefined && at(view, number).phase !== "ready");
  return first === undefined ? "" : `; ${name(view, first)} ${clause(view, first)}`;
}

/** The needs that are missing, and what is at the bottom of it. */
function blame(view: View, number: number, missing: readonly number[]): string {
  const roots = rootsOf(view, number);
  const [first, ...others] = roots;
  if (first === undefined) return names(view, missing);
  const more =
    others.length === 0
      ? ""
      : `; ${names(view, others)} ${others.length === 1 ? "keeps" : "keep"} it waiting, too`;
  if (missing.includes(first) && missing.length === 1)
    return `${name(view, first)}, which ${clause(view, first)}`;
  const [next] = missing.filter((need) => rootsOf(view, need, true).includes(first));
  const via = next === undefined || next === first ? "" : `${name(view, next)}; the cause is `;
  return `${via}${name(view, first)}, which ${clause(view, first)}${more}`;
}

/** The services at which the search ends: not ready, and not just for the want of others. */
function rootsOf(view: View, number: number, withItself = false): readonly number[] {
  const roots: number[] = [];
  const seen = new Set<number>(withItself ? [number] : missingNeeds(view, number));
  for (const each of seen) {
    const deeper = isOnlyWaiting(view, each) ? missingNeeds(view, each) : [];
    if (deeper.length === 0) roots.push(each);
    // A set that grows while it is walked is walked to its end.
    for (const need of deeper) seen.add(need);
  }
  return roots;
}

function isOnlyWaiting(view: View, number: number): boolean {
  const { phase, wanted } = at(view, number);
  return phase === "down" && wanted !== "no" && conditionHolds(view, number) === true;
}

function missingNeeds(view: View, number: number): readonly number[] {
  const needs = view.state.index.needs[number] ?? [];
  return needs.filter((need) => !isMet(at(view, need)));
}

function stopping(view: View, number: number): string {
  const service = at(view, number);
  const reason = reasonToStop(view, number);
  if (service.phase !== "stopping") {
    const users = usersOf(view.state, number).filter((user) => runs(at(view, user)));
    return `is to stop, as ${reason}; first ${names(view, users)} ${users.length === 1 ? "has" : "have"} to stop`;
  }
  const since = sayDuration(view.now - service.since);
  if (service.killed) return `has been stopping for ${since}, and does not end even after KILL`;
  const left =
    service.deadline === undefined ? "" : ` (killed in ${sayDuration(service.deadline - view.now)})`;
  return `has been stopping for ${since}, as ${reason}${left}`;
}

function reasonToStop(view: View, number: number): string {
  const { failing, failure, wanted, restarting } = at(view, number);
  if (view.state.shutdown !== undefined) return `the router goes down (${view.state.shutdown.how})`;
  if (failing && failure !== undefined) return sayFailure(failure, entry(view, number));
  if (isPutDown(view, number)) return "it was told to by hand";
  if (wanted === "no") return "it is not wanted any more";
  const { condition } = entry(view, number);
  if (condition !== undefined && conditionHolds(view, number) === false) {
    return `it needs ${sayMissing(condition, (leaf) => leafHolds(view, leaf))}`;
  }
  const missing = missingNeeds(view, number);
  if (missing.length > 0) return `it needs ${names(view, missing)}`;
  return restarting ? "it is started anew" : "it was asked to";
}

function isPutDown(view: View, number: number): boolean {
  return view.state.wishes.get(name(view, number)) === "down";
}

function runs(service: ServiceState): boolean {
  return service.phase !== "down" && service.phase !== "failed";
}

function at(view: View, number: number): ServiceState {
  return view.services[number] as ServiceState;
}

function entry(view: View, number: number): ServiceEntry {
  return view.state.index.entries[number] as ServiceEntry;
}

function name(view: View, number: number): string {
  return view.state.index.names[number] as string;
}

function names(view: View, numbers: readonly number[]): string {
  return list(numbers.map((number) => name(view, number)));
}

/** "a", "a and b", "a, b and 3 more". */
function list(words: readonly string[]): string {
  if (words.length <= 3) return words.join(", ").replace(/, ([^,]*)$/, " and $1");
  return `${words.slice(0, 2).join(", ")} and ${words.length - 2} more`;
}
