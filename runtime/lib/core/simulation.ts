/**
 * A world without processes: it does what the core asks for, tells what came of it after a random while, and notes
 * every rule that is broken on the way. It keeps the truth by itself, so that it need not believe the core.
 */
import type { Graph, LeafCondition, OutsideCondition, ServiceEntry } from "../graph.ts";
import { conditionKey, holds } from "./condition.ts";
import { initialState, stateOf } from "./initial-state.ts";
import { expectedUp, wantedOnes } from "./oracle.ts";
import { type Random, randomFrom } from "./random.ts";
import { step } from "./step.ts";
import type { Action, Event, ExitStatus, ShutdownKind, State } from "./types.ts";

export interface Scenario {
  readonly graph: Graph;
  /** How services that are not quite well behave; the others are well. */
  readonly habits: Readonly<Record<string, Habit>>;
  readonly happenings: readonly Happening[];
  readonly seed: number;
}

export interface Habit {
  /** So many starts fail in one way or another before one succeeds. */
  readonly failingStarts: number;
  /** Whether only KILL ends it. Believed of services that are killed after a while. */
  readonly ignoresTerm: boolean;
  /** Whether it runs and never says that it is ready. Believed of services that may take as long as they like. */
  readonly neverReady: boolean;
}

export type Happening = { readonly at: number } & (
  | { readonly kind: "want"; readonly service: string; readonly wanted: boolean }
  | { readonly kind: "restart"; readonly service: string }
  | { readonly kind: "condition"; readonly condition: OutsideCondition; readonly holds: boolean }
  | { readonly kind: "crash"; readonly service: string }
  | { readonly kind: "outputs"; readonly service: string; readonly removed: boolean }
  /** `limd` dies and another takes over. */
  | { readonly kind: "takeover" }
  | { readonly kind: "shutdown"; readonly how: ShutdownKind; readonly withinMs?: number }
);

export interface Outcome {
  /** Rules that were broken, each with when. Empty is good. */
  readonly problems: readonly string[];
  /** Every event and action, one a line. */
  readonly trace: readonly string[];
  readonly state: State;
  /** How often each service was started. */
  readonly starts: ReadonlyMap<string, number>;
}

/** Runs a scenario until nothing is left to happen. */
export function simulate(scenario: Scenario): Outcome {
  const world = new SimulatedWorld(scenario);
  world.run();
  return world;
}

/** What is true of one service. */
interface Truth {
  process: "none" | "coming" | "running" | "up-script" | "down-script";
  ready: boolean;
  /** Files that lie there, whoever wrote them. */
  readonly outputs: Set<string>;
  /** Of this life; what was to happen in an earlier one does not. */
  life: number;
  failingStarts: number;
  /** The `limd` that told it to end. */
  toldToEndBy: number | undefined;
  /** It can't be started again by itself: it failed, and its policy is to leave it at that. */
  gaveUp: boolean;
}

interface Delivery {
  readonly at: number;
  readonly event: () => Event | undefined;
}

class SimulatedWorld implements Outcome {
  readonly problems: string[] = [];
  readonly trace: string[] = [];
  readonly starts = new Map<string, number>();
  state: State;
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #truths = new Map<string, Truth>();
  readonly #queue: Delivery[] = [];
  readonly #timers = new Map<string, { over: boolean }>();
  /** What is so, and what the core was told of it. */
  readonly #conditions = new Map<string, boolean>();
  readonly #told = new Map<string, boolean>();
  readonly #wishes = new Map<string, boolean>();
  #now = 0;
  /** The kind of the event that the core acts upon. */
  #cause: Event["kind"] = "begin";
  #limd = 0;
  #goingDown = false;
  #down = false;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#random = randomFrom(scenario.seed);
    this.state = initialState(scenario.graph);
    for (const name of Object.keys(scenario.graph.services)) {
      const failingStarts = scenario.habits[name]?.failingStarts ?? 0;
      const outputs = new Set<string>();
      this.#truths.set(name, {
        ...{ process: "none", ready: false, outputs, life: 0, failingStarts, gaveUp: false },
        toldToEndBy: undefined,
      });
    }
  }

  run(): void {
    for (const happening of this.#scenario.happenings) {
      this.#later(happening.at, () => this.#happen(happening));
    }
    const limit = 400 * (this.#truths.size + this.#scenario.happenings.length + 4);
    this.#tell({ kind: "begin", at: 0 });
    let count = 0;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (count++ > limit) {
        this.#problem(`does not come to an end: ${limit} events and more`);
        return;
      }
      this.#now = Math.max(this.#now, next.at);
      const event = next.event();
      if (event !== undefined) this.#tell({ ...event, at: this.#now });
    }
    this.#judge();
  }

  #tell(event: Event): void {
    if (this.#down) return;
    this.trace.push(`${this.#now} ${JSON.stringify({ ...event, at: undefined })}`);
    this.#cause = event.kind;
    const { state, actions } = step(this.state, event);
    this.state = state;
    for (const action of actions) {
      this.trace.push(`${this.#now}   ${JSON.stringify(action)}`);
      this.#perform(action);
    }
  }

  /** Keeps the queue in order; what is due at the same time stays in the order in which it was planned. */
  #later(at: number, event: () => Event | undefined): void {
    let place = this.#queue.length;
    while (place > 0 && (this.#queue[place - 1] as Delivery).at > at) place--;
    this.#queue.splice(place, 0, { at, event });
  }

  #soon(event: () => Event | undefined, withinMs = 300): void {
    this.#later(this.#now + this.#random.below(withinMs), event);
  }

  /** Plans an event of a service's present life. */
  #inThisLife(name: string, at: number, event: (truth: Truth) => Event | undefined): void {
    const truth = this.#truth(name);
    const { life } = truth;
    this.#later(at, () => (truth.life === life ? event(truth) : undefined));
  }

  // What the core asks for ---------------------------------------------------------------------------------------

  #perform(action: Action): void {
    switch (action.kind) {
      case "start":
      case "run-up":
        this.#start(action.service, action.kind);
        break;
      case "run-down":
        this.#runDown(action.service);
        break;
      case "stop":
        this.#stop(action.service);
        break;
      case "kill":
        this.#kill(action.service);
        break;
      case "signal":
      case "render":
        if (this.#truth(action.service).process !== "running") {
          this.#problem(`${action.kind} of ${action.service}, which does not run`);
        }
        break;
      case "clear-outputs":
        this.#clearOutputs(action.service);
        break;
      case "set-timer": {
        const timer = { over: false };
        this.#timers.set(action.id, timer);
        const tooLate = this.#random.chance(0.1);
        const limd = this.#limd;
        this.#later(this.#now + action.ms, () => {
          const counts = limd === this.#limd && (!timer.over || tooLate);
          timer.over = true;
          return counts ? { kind: "timer", id: action.id, at: 0 } : undefined;
        });
        break;
      }
      case "cancel-timer": {
        const timer = this.#timers.get(action.id);
        if (timer === undefined || timer.over)
          this.#problem(`timer ${action.id} is cancelled, and is not set`);
        else timer.over = true;
        break;
      }
      case "watch": {
        const limd = this.#limd;
        this.#soon(() => (limd === this.#limd ? this.#conditionEvent(action.condition) : undefined));
        break;
      }
      case "shut-down":
        this.#down = true;
    }
  }

  #start(name: string, how: "start" | "run-up"): void {
    const truth = this.#truth(name);
    const entry = this.#entry(name);
    this.starts.set(name, (this.starts.get(name) ?? 0) + 1);
    if (truth.process !== "none") this.#problem(`${name} is started twice`);
    if (truth.outputs.size > 0) this.#problem(`${name} starts with outputs of its last life`);
    for (const need of this.#realNeeds(name)) {
      if (!this.#truth(need).ready) this.#problem(`${name} starts before ${need} is ready`);
    }
    if (entry.condition !== undefined && holds(entry.condition, (leaf) => this.#leaf(leaf)) !== true) {
      this.#problem(`${name} starts, and its condition does not hold`);
    }
    if (!this.#wanted().has(name)) this.#problem(`${name} starts, and nobody wants it`);
    if (this.#goingDown) this.#problem(`${name} starts during the shutdown`);
    truth.life++;
    truth.gaveUp = false;
    truth.toldToEndBy = undefined;
    const fails = truth.failingStarts > 0;
    if (fails) truth.failingStarts--;
    if (how === "run-up") this.#comeUpAsOneshot(name, truth, fails);
    else this.#comeUpAsLongrun(name, truth, fails);
  }

  #comeUpAsOneshot(name: string, truth: Truth, fails: boolean): void {
    truth.process = "up-script";
    if (fails && this.#entry(name).timeoutUpMs > 0 && this.#random.chance(0.3)) return;
    const at = this.#now + this.#random.below(300);
    if (!fails) this.#writeOutputs(name, at, this.#entry(name).outputs);
    this.#inThisLife(name, at, () => {
      const status = { code: fails ? 1 : 0 };
      if (fails) {
        this.#failed(name, status);
      } else {
        truth.process = "running";
        this.#setReady(name, this.#hasOutputs(name));
      }
      return this.#scriptDone(name, "up", status);
    });
  }

  #comeUpAsLongrun(name: string, truth: Truth, fails: boolean): void {
    truth.process = "coming";
    const entry = this.#entry(name);
    const startedAt = this.#now + this.#random.below(50);
    if (fails && this.#random.chance(0.2)) {
      this.#crashes(name, startedAt, { problem: "No such file or directory" });
      return;
    }
    this.#inThisLife(name, startedAt, () => {
      truth.process = "running";
      this.#setReady(name, entry.ready.kind !== "notification" && this.#hasOutputs(name));
      return { kind: "started", service: name, at: 0 };
    });
    const hangs = entry.ready.kind !== "immediately" && entry.timeoutUpMs > 0 && this.#random.chance(0.4);
    if (fails) {
      if (!hangs) this.#crashes(name, startedAt + this.#random.below(300), { code: 1 });
      return;
    }
    if (this.#staysUnready(name)) return;
    const readyAt = startedAt + this.#random.below(300);
    this.#writeOutputs(name, readyAt, entry.outputs);
    if (entry.ready.kind !== "notification") return;
    this.#inThisLife(name, readyAt, () => {
      this.#setReady(name, true);
      return { kind: "ready", service: name, at: 0 };
    });
  }

  #crashes(name: string, at: number, status: ExitStatus): void {
    this.#inThisLife(name, at, () => {
      this.#failed(name, status);
      return this.#ended(name, status);
    });
  }

  /** One by one, or all at once. */
  #writeOutputs(name: string, by: number, outputs: readonly string[]): void {
    const groups = this.#random.chance(0.5) ? [outputs] : outputs.map((output) => [output]);
    for (const group of groups) {
      if (group.length === 0) continue;
      this.#inThisLife(name, this.#now + this.#random.below(by - this.#now + 1), (truth) => {
        for (const output of group) truth.outputs.add(output);
        if (this.#entry(name).ready.kind === "outputs" && truth.process === "running") {
          this.#setReady(name, this.#hasOutputs(name));
        }
        return { kind: "output", service: name, changed: group, removed: [], at: 0 };
      });
    }
  }

  #stop(name: string): void {
    const truth = this.#truth(name);
    if (truth.process === "none") this.#problem(`${name} is stopped, and does not run`);
    this.#mayStop(name);
    // The only reason of the core's own to stop a service is that its time is up.
    if (this.#cause === "timer") truth.gaveUp = this.#entry(name).restart.policy === "never";
    truth.ready = false;
    truth.toldToEndBy = this.#limd;
    if (!this.#ignoresTerm(name)) this.#endSoon(name, { signal: "TERM" });
  }

  #kill(name: string): void {
    const truth = this.#truth(name);
    const runs = this.#entry(name).type === "longrun" ? "none" : "running";
    if (truth.process === "none" || truth.process === runs)
      this.#problem(`${name} is killed, and does not run`);
    if (!this.#goingDown) this.#mayStop(name);
    this.#endSoon(name, { signal: "KILL" });
  }

  #endSoon(name: string, status: ExitStatus): void {
    const truth = this.#truth(name);
    truth.life++;
    truth.ready = false;
    truth.toldToEndBy = this.#limd;
    const script = truth.process;
    this.#inThisLife(name, this.#now + this.#random.below(100), () => {
      // Whoever took over since then sees a script that fails.
      if (script === "up-script" && truth.toldToEndBy !== this.#limd) this.#failed(name, status);
      if (script === "up-script") return this.#scriptDone(name, "up", status);
      return script === "down-script" ? this.#scriptDone(name, "down", status) : this.#ended(name, status);
    });
  }

  #runDown(name: string): void {
    const truth = this.#truth(name);
    if (truth.process === "down-script") this.#problem(`${name} goes down twice`);
    this.#mayStop(name);
    truth.life++;
    truth.ready = false;
    truth.process = "down-script";
    if (this.#entry(name).timeoutDownMs > 0 && this.#random.chance(0.1)) return;
    const status = { code: this.#random.chance(0.1) ? 1 : 0 };
    this.#inThisLife(name, this.#now + this.#random.below(200), () => this.#scriptDone(name, "down", status));
  }

  #mayStop(name: string): void {
    for (const [other, truth] of this.#truths) {
      if (truth.process !== "none" && this.#realNeeds(other).has(name)) {
        this.#problem(`${name} is stopped before ${other}, which needs it`);
      }
    }
  }

  #clearOutputs(name: string): void {
    const truth = this.#truth(name);
    if (truth.process !== "none") this.#problem(`outputs of ${name} are cleared while it runs`);
    for (const [other, { process }] of this.#truths) {
      if (process !== "none" && this.#realNeeds(other).has(name)) {
        this.#problem(`outputs of ${name} are cleared while ${other}, which needs it, runs`);
      }
    }
    truth.outputs.clear();
  }

  #ended(name: string, status: ExitStatus): Event {
    const truth = this.#truth(name);
    truth.life++;
    truth.process = "none";
    truth.ready = false;
    return { kind: "exited", service: name, status, at: 0 };
  }

  #scriptDone(name: string, direction: "up" | "down", status: ExitStatus): Event {
    const truth = this.#truth(name);
    if (direction === "down") {
      truth.process = "none";
      truth.life++;
    }
    return { kind: "oneshot-done", service: name, direction, status, at: 0 };
  }

  /** It ends, or its script fails, of itself. */
  #failed(name: string, status: ExitStatus): void {
    const { policy } = this.#entry(name).restart;
    const success = "code" in status && status.code === 0;
    this.#truth(name).gaveUp = policy === "never" || (policy === "on-failure" && success);
  }

  // What happens of itself ---------------------------------------------------------------------------------------

  #happen(happening: Happening): Event | undefined {
    switch (happening.kind) {
      case "want":
        this.#wishes.set(happening.service, happening.wanted);
        return happening;
      case "restart":
        return happening;
      case "condition":
        this.#conditions.set(conditionKey(happening.condition), happening.holds);
        return this.#conditionEvent(happening.condition);
      case "crash": {
        const { process } = this.#truth(happening.service);
        const runs = process === "running" && this.#entry(happening.service).type === "longrun";
        if (runs)
          this.#crashes(happening.service, this.#now, this.#random.pick([{ signal: "SEGV" }, { code: 0 }]));
        return undefined;
      }
      case "outputs":
        return this.#changeOutput(happening.service, happening.removed);
      case "takeover":
        this.#takeOver();
        return undefined;
      case "shutdown":
        this.#goingDown = true;
        return happening;
    }
  }

  #changeOutput(name: string, remove: boolean): Event | undefined {
    const truth = this.#truth(name);
    const { outputs, ready } = this.#entry(name);
    const [output] = outputs;
    if (output === undefined || truth.process !== "running") return undefined;
    if (remove && !truth.outputs.has(output)) return undefined;
    if (remove) {
      truth.outputs.delete(output);
      // It comes back, else nothing that needs it would ever run again.
      this.#writeOutputs(name, this.#now + 500, [output]);
    } else {
      truth.outputs.add(output);
    }
    if (ready.kind === "outputs") this.#setReady(name, this.#hasOutputs(name));
    const [changed, removed] = remove ? [[], [output]] : [[output], []];
    return { kind: "output", service: name, changed, removed, at: 0 };
  }

  #takeOver(): void {
    if (this.#down) return;
    this.#limd++;
    this.#told.clear();
    this.trace.push(`${this.#now} takeover`);
    this.state = initialState(this.#scenario.graph);
    for (const [name, truth] of this.#truths) {
      const runs = this.#runs(name, truth);
      if (runs === undefined) continue;
      this.#tell({ kind: "adopt", service: name, runs, outputs: [...truth.outputs], at: this.#now });
    }
    for (const [service, wanted] of this.#wishes)
      this.#tell({ kind: "want", service, wanted, at: this.#now });
    if (this.#goingDown) this.#tell({ kind: "shutdown", how: "reboot", at: this.#now });
    this.#tell({ kind: "begin", at: this.#now });
  }

  #runs(name: string, truth: Truth): "starting" | "up" | "ready" | "stopping" | undefined {
    const told = truth.toldToEndBy !== undefined && this.#entry(name).type === "longrun";
    if (told && truth.process !== "none") return "stopping";
    switch (truth.process) {
      case "none":
        return undefined;
      case "coming":
      case "up-script":
        return "starting";
      case "down-script":
        return "stopping";
      case "running":
        return truth.ready || this.#entry(name).type === "oneshot" ? "ready" : "up";
    }
  }

  #conditionEvent(condition: OutsideCondition): Event {
    const key = conditionKey(condition);
    const so = this.#conditions.get(key) ?? false;
    this.#told.set(key, so);
    return { kind: "condition", key, holds: so, at: 0 };
  }

  // In the end ---------------------------------------------------------------------------------------------------

  #judge(): void {
    const alive = [...this.#truths].filter(([, truth]) => truth.process !== "none");
    if (this.#goingDown) {
      if (!this.#down) this.#problem("does not go down");
      const limited = this.#scenario.happenings.some((each) => each.kind === "shutdown" && each.withinMs);
      if (!limited) for (const [name] of alive) this.#problem(`${name} still runs when the router goes down`);
      return;
    }
    const gaveUp = new Set([...this.#truths].filter(([, truth]) => truth.gaveUp).map(([name]) => name));
    const expected = expectedUp({
      graph: this.#scenario.graph,
      wanted: this.#wanted(),
      leaf: (leaf) => this.#leaf(leaf) ?? false,
      isReady: (name) => !gaveUp.has(name) && !this.#staysUnready(name),
      gaveUp: (name) => gaveUp.has(name),
    });
    for (const [name, truth] of this.#truths) {
      const should = expected.get(name) ?? "down";
      const phase = stateOf(this.state, name)?.phase;
      const isBundle = this.#entry(name).type === "bundle";
      const is = truth.process === "none" ? "down" : truth.ready ? "ready" : "up";
      if (!isBundle && is !== should) this.#problem(`${name} should be ${should}, and is ${is}`);
      const seen = phase === "failed" ? "down" : phase;
      if (seen !== should) this.#problem(`${name} should be ${should}, and the core says ${phase}`);
    }
  }

  // The truth ----------------------------------------------------------------------------------------------------

  #truth(name: string): Truth {
    return this.#truths.get(name) as Truth;
  }

  #entry(name: string): ServiceEntry {
    return this.#scenario.graph.services[name] as ServiceEntry;
  }

  /** What was told to end is not ready any more, whatever it says. Of a script, only who told it knows that it was told. */
  #setReady(name: string, ready: boolean): void {
    const truth = this.#truth(name);
    const told = this.#entry(name).type === "oneshot" ? this.#limd : truth.toldToEndBy;
    truth.ready = ready && (truth.toldToEndBy === undefined || truth.toldToEndBy !== told);
  }

  #hasOutputs(name: string): boolean {
    const { ready, outputs } = this.#entry(name);
    return ready.kind !== "outputs" || outputs.every((output) => this.#truth(name).outputs.has(output));
  }

  #ignoresTerm(name: string): boolean {
    return (this.#scenario.habits[name]?.ignoresTerm ?? false) && this.#entry(name).timeoutDownMs > 0;
  }

  #staysUnready(name: string): boolean {
    const { type, ready, timeoutUpMs } = this.#entry(name);
    const possible = type === "longrun" && ready.kind === "notification" && timeoutUpMs === 0;
    return possible && (this.#scenario.habits[name]?.neverReady ?? false);
  }

  #leaf(leaf: LeafCondition): boolean | undefined {
    if (leaf.kind === "healthy") return this.#truth(leaf.check).ready;
    if (leaf.kind === "output") {
      const { process, outputs } = this.#truth(leaf.service);
      return process !== "none" && outputs.has(leaf.output);
    }
    return this.#told.get(conditionKey(leaf));
  }

  #wanted(): ReadonlySet<string> {
    return wantedOnes(this.#scenario.graph, this.#wishes, (leaf) => this.#leaf(leaf));
  }

  /** What has to be ready first, with what is in bundles in place of them. */
  #realNeeds(name: string): ReadonlySet<string> {
    const found = new Set<string>();
    const look = (each: string): void => {
      const { type, dependencies, contents } = this.#entry(each);
      if (each !== name && type !== "bundle") found.add(each);
      else for (const need of [...dependencies, ...contents]) look(need);
    };
    look(name);
    return found;
  }

  #problem(text: string): void {
    this.problems.push(`at ${this.#now} ms: ${text}`);
  }
}
