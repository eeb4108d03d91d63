/**
 * What a build is doing, as one plain value: a pure fold over Nix's events. Both views read it and
 * neither keeps a state of its own about the build.
 */

import { unreachable } from "../../error.ts";
import { type BuildEvent, type LostBuilder, lostBuilder } from "../../nix/index.ts";
import { hostOf } from "./host-of.ts";
import type { BuildPlan } from "./plan.ts";

export interface Activity {
  readonly kind: "fetch" | "build" | "copy";
  readonly name: string;
  readonly drvPath?: string;
  /** Of another machine that builds it: its name. */
  readonly host?: string;
  readonly startedMs: number;
  readonly phase?: string;
  /** The last line of the build's log. */
  readonly line?: string;
  readonly bytes?: { readonly done: number; readonly expected: number };
}

export interface Progress {
  readonly plan: BuildPlan;
  readonly startedMs: number;
  /** In the order they began. */
  readonly running: ReadonlyMap<number, Activity>;
  /** When something last began or ended. */
  readonly movedMs: number;
  /** Ids of downloads that belong to a running fetch: Nix tells of both. */
  readonly partOf: ReadonlyMap<number, number>;
  readonly finished: {
    readonly fetch: number;
    readonly build: number;
    readonly copy: number;
    readonly failed: number;
  };
  /** How many builds have failed, as Nix counts them: it tells so just before it ends the one that did. */
  readonly failuresTold: number;
  readonly fetchedBytes: number;
  /** Machines that were to build and could not. */
  readonly lost: readonly LostBuilder[];
}

export const beginProgress = (plan: BuildPlan, nowMs: number): Progress => ({
  plan,
  startedMs: nowMs,
  running: new Map(),
  movedMs: nowMs,
  partOf: new Map(),
  finished: { fetch: 0, build: 0, copy: 0, failed: 0 },
  failuresTold: 0,
  fetchedBytes: 0,
  lost: [],
});

export function advance(progress: Progress, event: BuildEvent, nowMs: number): Progress {
  switch (event.kind) {
    case "started":
      return start(progress, event, nowMs);
    case "phase":
      return change(progress, event.id, { phase: event.phase });
    case "log":
      return change(progress, event.id, { line: event.line });
    case "progress":
      return receive(progress, event.id, event.done, event.expected);
    case "finished":
      return finish(progress, event.id, nowMs);
    case "builds":
      return { ...progress, failuresTold: event.failed };
    case "message":
      return lose(progress, lostBuilder(event.text));
    default:
      return unreachable(event);
  }
}

/** How much of the plan is done, and how much is left, what runs included. */
export function tally({ plan, running, finished }: Progress) {
  const total = Math.max(plan.steps.size, finished.fetch + finished.build + running.size);
  const done = finished.fetch + finished.build;
  return { total, done, left: total - done };
}

/** Of the files that are fetched: how many bytes are here, and how many there will be. */
export function bytesFetched({ plan, running, fetchedBytes }: Progress) {
  const sizes = [...plan.steps.values()].map(({ sizeBytes = 0 }) => sizeBytes);
  const underWay = [...running.values()].map(({ kind, bytes }) =>
    kind === "fetch" ? (bytes?.done ?? 0) : 0,
  );
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return { done: fetchedBytes + sum(underWay), expected: sum(sizes) };
}

type Started = BuildEvent & { kind: "started" };

function start(progress: Progress, event: Started, nowMs: number): Progress {
  const owner = ownerOf(progress, event);
  if (owner !== undefined) return { ...progress, partOf: withEntry(progress.partOf, event.id, owner) };
  const step = event.drvPath === undefined ? undefined : progress.plan.steps.get(event.drvPath);
  const activity: Activity = {
    kind: step?.kind ?? KINDS[event.activity],
    name: step?.name ?? event.name,
    ...(event.drvPath === undefined ? {} : { drvPath: event.drvPath }),
    ...(event.machine === undefined ? {} : { host: hostOf(event.machine) }),
    startedMs: nowMs,
    ...(step?.sizeBytes === undefined ? {} : { bytes: { done: 0, expected: step.sizeBytes } }),
  };
  return { ...progress, movedMs: nowMs, running: withEntry(progress.running, event.id, activity) };
}

const KINDS = { build: "build", fetch: "fetch", substitute: "copy", copy: "copy" } as const;

/** A download is part of the fixed-output build that asked for it, and a copy of the substitution that did. */
function ownerOf({ running }: Progress, event: Started): number | undefined {
  if (event.activity === "copy") {
    for (const [id, { kind, name }] of running) if (kind === "copy" && name === event.name) return id;
  }
  if (event.activity !== "fetch" || event.drvPath === undefined) return undefined;
  for (const [id, { drvPath }] of running) if (drvPath === event.drvPath) return id;
  return undefined;
}

function change(progress: Progress, id: number, news: Partial<Activity>): Progress {
  const owner = progress.partOf.get(id) ?? id;
  const activity = progress.running.get(owner);
  if (activity === undefined) return progress;
  return { ...progress, running: withEntry(progress.running, owner, { ...activity, ...news }) };
}

/** What the lock says of a size holds until the server has said it. */
function receive(progress: Progress, id: number, done: number, expected: number): Progress {
  const known = progress.running.get(progress.partOf.get(id) ?? id)?.bytes?.expected ?? 0;
  return change(progress, id, { bytes: { done, expected: expected > 0 ? expected : known } });
}

function finish(progress: Progress, id: number, nowMs: number): Progress {
  if (progress.partOf.has(id)) return { ...progress, partOf: without(progress.partOf, id) };
  const activity = progress.running.get(id);
  if (activity === undefined) return progress;
  const how = hasFailed(progress, activity) ? "failed" : activity.kind;
  return {
    ...progress,
    movedMs: nowMs,
    running: without(progress.running, id),
    finished: { ...progress.finished, [how]: progress.finished[how] + 1 },
    fetchedBytes: progress.fetchedBytes + (how === "fetch" ? (activity.bytes?.expected ?? 0) : 0),
  };
}

/** Nix tries a machine again for each build: once told is enough. */
function lose(progress: Progress, builder: LostBuilder | undefined): Progress {
  if (builder === undefined || progress.lost.some(({ machine }) => machine === builder.machine))
    return progress;
  return { ...progress, lost: [...progress.lost, builder] };
}

/** Whether an activity that ends now ends badly. */
export const hasFailed = ({ failuresTold, finished }: Progress, { kind }: Activity): boolean =>
  kind !== "copy" && failuresTold > finished.failed;

const withEntry = <V>(map: ReadonlyMap<number, V>, id: number, value: V): ReadonlyMap<number, V> =>
  new Map(map).set(id, value);

function without<V>(map: ReadonlyMap<number, V>, id: number): ReadonlyMap<number, V> {
  const rest = new Map(map);
  rest.delete(id);
  return rest;
}
