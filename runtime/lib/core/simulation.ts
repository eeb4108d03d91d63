/**
 * A world without processes: it does what the core asks for, tells what came of it after a random while, and notes
 * every rule that is broken on the way. It keeps the truth by itself, so that it need not believe the core.
 */
import type { OutsideCondition } from "../graph.ts";
import { conditionKey } from "./condition.ts";
import { failuresOf } from "./failures-of.ts";
import { initialState, stateOf } from "./initial-state.ts";
import { Agenda } from "./simulation/agenda.ts";
import { expectedUp } from "./simulation/oracle.ts";
import { Processes } from "./simulation/processes.ts";
import { type Random, randomFrom } from "./simulation/random.ts";
import { brokenRules } from "./simulation/rules.ts";
import type { Happening, Outcome, Scenario } from "./simulation/scenario.ts";
import { type Truth, Truths } from "./simulation/truth.ts";
import { step } from "./step.ts";
import type { Action, Event, State } from "./types.ts";

/** Runs a scenario until nothing is left to happen. */
export function simulate(scenario: Scenario): Outcome {
  const world = new SimulatedWorld(scenario);
  world.run();
  return world;
}

class SimulatedWorld implements Outcome {
  readonly problems: string[] = [];
  readonly trace: string[] = [];
  readonly starts = new Map<string, number>();
  state: State;
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #agenda: Agenda;
  readonly #truths: Truths;
  readonly #processes: Processes;
  readonly #timers = new Map<string, { over: boolean }>();
  readonly #conditions = new Map<string, boolean>();
  /** The kind of the event that the core acts upon. */
  #cause: Event["kind"] = "begin";
  #down = false;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#random = randomFrom(scenario.seed);
    this.#agenda = new Agenda(this.#random);
    this.#truths = new Truths(scenario);
    this.#processes = new Processes(this.#truths, this.#agenda, this.#random);
    this.state = initialState(scenario.graph);
  }

  run(): void {
    const { happenings } = this.#scenario;
    for (const happening of happenings) this.#agenda.at(happening.at, () => this.#happen(happening));
    this.#tell({ kind: "begin", at: 0 });
    const limit = 400 * (this.#truths.size + happenings.length + 4);
    for (let count = 0; this.#agenda.next((event) => this.#tell(event)); count++) {
      if (count > limit) {
        this.#problem(`does not come to an end: ${limit} events and more`);
        return;
      }
    }
    this.#judge();
  }

  #tell(event: Event): void {
    if (this.#down) return;
    this.#note(JSON.stringify({ ...event, at: undefined }));
    this.#cause = event.kind;
    this.#truths.noteLasting();
    const { state, actions } = step(this.state, event);
    this.state = state;
    for (const action of actions) {
      this.#note(`  ${JSON.stringify(action)}`);
      for (const rule of brokenRules(this.#truths, action)) this.#problem(rule);
      this.#perform(action);
    }
  }

  #perform(action: Action): void {
    switch (action.kind) {
      case "start":
      case "run-up":
        this.starts.set(action.service, (this.starts.get(action.service) ?? 0) + 1);
        this.#processes.start(action.service, action.kind);
        break;
      case "run-down":
        this.#processes.runDown(action.service);
        break;
      case "stop":
        this.#processes.stop(action.service, this.#cause === "timer");
        break;
      case "kill":
        this.#processes.kill(action.service);
        break;
      case "clear-outputs":
        this.#truths.of(action.service).outputs.clear();
        break;
      case "set-timer":
        this.#setTimer(action.id, action.ms);
        break;
      case "cancel-timer":
        this.#cancelTimer(action.id);
        break;
      case "watch":
        this.#whileThisLimdRuns(this.#agenda.within(300), () => this.#conditionEvent(action.condition));
        break;
      case "shut-down":
        this.#down = true;
        break;
      case "signal":
      case "render":
        break;
    }
  }

  /** One in ten that are cancelled has run out already, and its event comes all the same. */
  #setTimer(id: string, ms: number): void {
    const timer = { over: false };
    this.#timers.set(id, timer);
    const tooLate = this.#random.chance(0.1);
    this.#whileThisLimdRuns(this.#agenda.now + ms, () => {
      const counts = !timer.over || tooLate;
      timer.over = true;
      return counts ? { kind: "timer", id, at: 0 } : undefined;
    });
  }

  #cancelTimer(id: string): void {
    const timer = this.#timers.get(id);
    if (timer === undefined || timer.over) this.#problem(`timer ${id} is cancelled, and is not set`);
    else timer.over = true;
  }

  #whileThisLimdRuns(at: number, due: () => Event | undefined): void {
    const { limd } = this.#truths;
    this.#agenda.at(at, () => (limd === this.#truths.limd ? due() : undefined));
  }

  #happen(happening: Happening): Event | undefined {
    switch (happening.kind) {
      case "want":
        this.#truths.wishes.set(happening.service, happening.wanted);
        return happening;
      case "restart":
      case "secret":
        return happening;
      case "condition":
        this.#conditions.set(conditionKey(happening.condition), happening.holds);
        return this.#conditionEvent(happening.condition);
      case "crash":
        this.#processes.crash(happening.service);
        return undefined;
      case "outputs":
        return this.#processes.changeOutput(happening.service, happening.removed);
      case "takeover":
        this.#takeOver();
        return undefined;
      case "shutdown":
        this.#truths.goingDown = true;
        return happening;
    }
  }

  #conditionEvent(condition: OutsideCondition): Event {
    const key = conditionKey(condition);
    const holds = this.#conditions.get(key) ?? false;
    this.#truths.told.set(key, holds);
    return { kind: "condition", key, holds, at: 0 };
  }

  #takeOver(): void {
    if (this.#down) return;
    const at = this.#agenda.now;
    this.#truths.limd++;
    this.#truths.told.clear();
    this.#truths.believeInLasting();
    this.#note("takeover");
    const known = failuresOf(this.state);
    this.state = initialState(this.#scenario.graph);
    for (const [service, truth] of this.#truths) {
      const runs = this.#runs(service, truth);
      if (runs !== undefined) this.#tell({ kind: "adopt", service, runs, outputs: [...truth.outputs], at });
    }
    for (const [service, what] of Object.entries(known))
      this.#tell({ kind: "remember", service, ...what, at });
    for (const [service, wanted] of this.#truths.wishes) this.#tell({ kind: "want", service, wanted, at });
    if (this.#truths.goingDown) this.#tell({ kind: "shutdown", how: "reboot", at });
    this.#tell({ kind: "begin", at });
  }

  /** What a new `limd` finds out. It sees that a process was told to end, but not that a script was. */
  #runs(name: string, truth: Truth): "starting" | "up" | "ready" | "stopping" | undefined {
    const isLongrun = this.#truths.entry(name).type === "longrun";
    if (truth.process === "none") return undefined;
    if (truth.process === "down-script" || (isLongrun && truth.toldToEndBy !== undefined)) return "stopping";
    if (truth.process !== "running") return "starting";
    return truth.ready || !isLongrun ? "ready" : "up";
  }

  #judge(): void {
    if (this.#truths.goingDown) this.#judgeShutdown();
    else this.#judgeRest();
  }

  #judgeShutdown(): void {
    if (!this.#down) this.#problem("does not go down");
    const { happenings } = this.#scenario;
    const limited = happenings.some((each) => each.kind === "shutdown" && each.withinMs !== undefined);
    for (const [name, { process }] of this.#truths) {
      if (process !== "none" && !limited) this.#problem(`${name} still runs when the router goes down`);
    }
  }

  #judgeRest(): void {
    const expected = expectedUp({
      graph: this.#scenario.graph,
      wanted: this.#truths.wanted(),
      leaf: (leaf) => this.#truths.leaf(leaf) ?? false,
      isReady: (name) => !this.#truths.staysUnready(name),
      gaveUp: (name) => this.#truths.of(name).gaveUp,
    });
    for (const [name, { process, ready }] of this.#truths) {
      const should = expected.get(name) ?? "down";
      const isBundle = this.#truths.entry(name).type === "bundle";
      const is = process === "none" ? "down" : ready ? "ready" : "up";
      if (!isBundle && is !== should) this.#problem(`${name} should be ${should}, and is ${is}`);
      const phase = stateOf(this.state, name)?.phase;
      const seen = phase === "failed" ? "down" : phase;
      if (seen !== should) this.#problem(`${name} should be ${should}, and the core says ${phase}`);
    }
  }

  #note(line: string): void {
    this.trace.push(`${this.#agenda.now} ${line}`);
  }

  #problem(text: string): void {
    this.problems.push(`at ${this.#agenda.now} ms: ${text}`);
  }
}
