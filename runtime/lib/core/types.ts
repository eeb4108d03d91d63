/**
 * The nouns of the reconciler: what it knows, what happens to it, what it asks for. It has no clock and does
 * nothing itself: each event says when it happened, each action is done by the host, which tells the outcome
 * in later events. The order of a life: `adopt` for all that runs already, `remember`, `begin`, then anything,
 * `shutdown`; `shutdown` before `begin` if the `limd` before this one was at it.
 */
import type { Graph, OutsideCondition } from "../graph.ts";
import type { GraphIndex } from "./graph-index.ts";

export interface State {
  readonly graph: Graph;
  readonly index: GraphIndex;
  /** In the order of `index.names`; `stateOf` finds one by name. */
  readonly services: readonly ServiceState[];
  /** What people asked for by name. It overrides what the graph wants; a service put down pulls nothing in. */
  readonly wishes: ReadonlyMap<string, "up" | "down">;
  /** Conditions of the outside world by their `conditionKey`; what is not known yet is absent, and starts and stops nothing. */
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly begun: boolean;
  readonly shutdown: Shutdown | undefined;
  /** Numbers timers, so that one that was cancelled too late is known for what it is. */
  readonly timersSet: number;
}

export interface Shutdown {
  readonly how: ShutdownKind;
  readonly timer: string | undefined;
  /** Whether the host was told to go ahead. */
  readonly done: boolean;
}

export type ShutdownKind = "poweroff" | "reboot" | "halt";

/**
 * down: nothing runs. starting: started, or its `up` script runs. up: runs, not ready. ready. stopping: told to end,
 * or its `down` script runs. failed: nothing runs, and it is tried again at `retryAt`, or not at all.
 */
export type Phase = "down" | "starting" | "up" | "ready" | "stopping" | "failed";

/** "maybe": wanted only by a bundle whose condition is not known yet. Such a service stays as it is. */
export type Wanted = "yes" | "maybe" | "no";

export interface ServiceState {
  readonly phase: Phase;
  readonly since: number;
  readonly wanted: Wanted;
  /** Runs, and has to stop as soon as what needs it has stopped. */
  readonly leaving: boolean;
  /** Has to go down once, whatever else is wanted: something it took at its start is gone or has changed. */
  readonly restarting: boolean;
  /** Of a lasting service: it has been ready and is to be again, and what it did then holds meanwhile. */
  readonly lasts: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** Why it failed last. */
  readonly failure: Failure | undefined;
  /** Stops because of that failure, and is `failed` once it has stopped. */
  readonly failing: boolean;
  readonly retryAt: number | undefined;
  /** While starting: when it fails. While stopping: when it is killed. */
  readonly deadline: number | undefined;
  /** The one timer that is set for it. */
  readonly timer: string | undefined;
  /** Of a oneshot: which script runs. */
  readonly script: "up" | "down" | undefined;
  readonly killed: boolean;
  /** Outputs that exist now. */
  readonly outputs: readonly string[];
  /** Nothing runs, but outputs of its last life may lie about: those that used them may need them to stop. */
  readonly outputsLeft: boolean;
}

export type Failure =
  /** It ended while it should have run, or its `up` script did not succeed. */
  | { readonly kind: "ended"; readonly status: ExitStatus }
  | { readonly kind: "not-ready-in-time"; readonly timeoutMs: number }
  /** It counts as down all the same. */
  | { readonly kind: "down-script"; readonly status: ExitStatus };

export type ExitStatus =
  | { readonly code: number }
  | { readonly signal: string }
  /** It could not be started at all: a sentence for people, without a full stop. */
  | { readonly problem: string };

export interface Remembered {
  readonly failures: number;
  readonly failure: Failure;
  /** If nothing of it ran, since when it counts as failed, and when it is tried again. */
  readonly failed?: { readonly since: number; readonly retryAt?: number };
}

/** `at` is in milliseconds of a clock that only goes forward (CLOCK_MONOTONIC, or BOOTTIME). */
export type Event = { readonly at: number } & (
  | {
      readonly kind: "adopt";
      readonly service: string;
      /** "starting" and "stopping" of a oneshot: its script still runs, and its end will be told. */
      readonly runs: "starting" | "up" | "ready" | "stopping";
      readonly outputs: readonly string[];
      /** When it got so, where that is known. */
      readonly since?: number;
    }
  /** How often it has failed so far, as the `limd` before this one knew. */
  | ({ readonly kind: "remember"; readonly service: string } & Remembered)
  /** All that ran was told. From here on actions are asked for. */
  | { readonly kind: "begin" }
  /** `lim up` and `lim down`. Up also tries at once what has failed. */
  | { readonly kind: "want"; readonly service: string; readonly wanted: boolean }
  /** `lim restart`: of a bundle, all that is in it. */
  | { readonly kind: "restart"; readonly service: string }
  | { readonly kind: "condition"; readonly key: string; readonly holds: boolean }
  /** The process of a longrun runs. */
  | { readonly kind: "started"; readonly service: string }
  /** It has written to its notification descriptor. */
  | { readonly kind: "ready"; readonly service: string }
  /** The process of a longrun has ended, and its `finish` as well, or it could not be started. */
  | { readonly kind: "exited"; readonly service: string; readonly status: ExitStatus }
  | {
      readonly kind: "oneshot-done";
      readonly service: string;
      readonly direction: "up" | "down";
      readonly status: ExitStatus;
    }
  /** Outputs with new values, and outputs that are gone. Those written together are best told together. */
  | {
      readonly kind: "output";
      readonly service: string;
      readonly changed: readonly string[];
      readonly removed: readonly string[];
    }
  /** A secret has another value. That it is there now, or no longer, is told as a condition. */
  | { readonly kind: "secret"; readonly name: string }
  | { readonly kind: "timer"; readonly id: string }
  /** After `withinMs`, where it is given, all that still runs is killed and the router goes down with it. */
  | { readonly kind: "shutdown"; readonly how: ShutdownKind; readonly withinMs?: number }
);

export type Action =
  /** Render its files, then start the process of a longrun. What fails is told as `exited` with a problem. */
  | { readonly kind: "start"; readonly service: string }
  /** Render its files, then run its `up` script. What fails is told as `oneshot-done` with a problem; having no script is success. */
  | { readonly kind: "run-up"; readonly service: string }
  /** Run its `down` script. After that, however it ends, it counts as down. */
  | { readonly kind: "run-down"; readonly service: string }
  /** TERM to the process, or to the script of a oneshot that runs. */
  | { readonly kind: "stop"; readonly service: string }
  /** KILL to the same. */
  | { readonly kind: "kill"; readonly service: string }
  | { readonly kind: "signal"; readonly service: string; readonly signal: string }
  /** Render its files again while it runs. */
  | { readonly kind: "render"; readonly service: string }
  | { readonly kind: "clear-outputs"; readonly service: string }
  | { readonly kind: "set-timer"; readonly id: string; readonly ms: number }
  | { readonly kind: "cancel-timer"; readonly id: string }
  /** Tell, now and whenever it changes, whether this holds. */
  | { readonly kind: "watch"; readonly key: string; readonly condition: OutsideCondition }
  /** Nothing that has to stop still runs: sync, unmount, go. */
  | { readonly kind: "shut-down"; readonly how: ShutdownKind };

export interface Step {
  readonly state: State;
  readonly actions: readonly Action[];
}
