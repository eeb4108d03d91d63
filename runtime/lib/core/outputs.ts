/**
 * Outputs that change, and secrets: readiness where it means outputs, and consumers, which declare what they do
 * about it.
 */
import type { OutputChange } from "../graph.ts";
import { change, type Draft, entryAt, isIdle, nameAt, serviceAt } from "./draft.ts";
import { failuresSoFar } from "./failure.ts";
import { hasItsOutputs, reachReadiness } from "./start.ts";

/** Takes new values and removals of the outputs of a service; what a service that is gone had left to say does not count. */
export function outputsChanged(
  draft: Draft,
  number: number,
  changed: readonly string[],
  removed: readonly string[],
): void {
  const { phase, outputs } = serviceAt(draft, number);
  if (phase === "stopping" || isIdle(serviceAt(draft, number))) return;
  const kept = outputs.filter((name) => !removed.includes(name) && !changed.includes(name));
  change(draft, number, { outputs: [...kept, ...changed] });
  if (phase === "up" && entryAt(draft, number).ready.kind === "outputs") reachReadiness(draft, number);
  if (phase === "ready" && !hasItsOutputs(draft, number)) {
    // Who is about to end takes back first what it said: how long that was true counts, not the moment since.
    change(draft, number, { phase: "up", failures: failuresSoFar(draft, number) });
  }
  tellReaders(draft, number, [...changed, ...removed]);
}

/** Each reader once, however many of its outputs changed. Those of a writer that is not ready stop anyway. */
function tellReaders(draft: Draft, number: number, names: readonly string[]): void {
  if (serviceAt(draft, number).phase !== "ready") return;
  const told = new Map<number, OutputChange[]>();
  for (const { service, output, onChange } of draft.state.index.readers[number] ?? []) {
    if (names.includes(output)) told.set(service, [...(told.get(service) ?? []), onChange]);
  }
  for (const [reader, wishes] of told) tell(draft, reader, wishes);
}

/** A secret that was there and has another value. */
export function secretChanged(draft: Draft, name: string): void {
  for (const { service, onChange } of draft.state.index.secretReaders.get(name) ?? []) {
    tell(draft, service, [onChange]);
  }
}

function tell(draft: Draft, reader: number, wishes: readonly OutputChange[]): void {
  const { phase, leaving } = serviceAt(draft, reader);
  if (phase === "stopping" || isIdle(serviceAt(draft, reader)) || leaving) return;
  const signals = new Set(wishes.map(signalFor).filter((signal) => signal !== undefined));
  const rendered = signals.size > 0 || wishes.includes("render");
  // What is still on its way may have read the old value or not, and a script that has run hears no signal.
  const deaf = phase === "ready" ? entryAt(draft, reader).type === "oneshot" && signals.size > 0 : rendered;
  if (wishes.includes("restart") || deaf) {
    change(draft, reader, { restarting: true });
    return;
  }
  const service = nameAt(draft, reader);
  if (rendered) draft.actions.push({ kind: "render", service });
  for (const signal of signals) draft.actions.push({ kind: "signal", service, signal });
}

function signalFor(wish: OutputChange): string | undefined {
  if (wish === "reload") return "HUP";
  return typeof wish === "object" ? wish.signal : undefined;
}
