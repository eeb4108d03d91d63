/** What is true of each service in a simulated world, whatever the core believes. */
import type { LeafCondition, ServiceEntry } from "../../graph.ts";
import { conditionKey, holds } from "../condition.ts";
import { wantedOnes } from "./oracle.ts";
import type { Scenario } from "./scenario.ts";

export interface Truth {
  process: "none" | "coming" | "running" | "up-script" | "down-script";
  ready: boolean;
  /** Of a lasting service: it was ready, and nothing has happened since for which it would have to go for good. */
  lasts: boolean;
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

export class Truths {
  readonly scenario: Scenario;
  readonly #all: ReadonlyMap<string, Truth>;
  /** What the core was told of the outside world. */
  readonly told = new Map<string, boolean>();
  readonly wishes = new Map<string, boolean>();
  /** The first `limd`, the second, and so on. */
  limd = 0;
  goingDown = false;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const names = Object.keys(scenario.graph.services);
    this.#all = new Map(names.map((name) => [name, atFirst(scenario.habits[name]?.failingStarts ?? 0)]));
  }

  [Symbol.iterator](): IterableIterator<[string, Truth]> {
    return this.#all.entries();
  }

  get size(): number {
    return this.#all.size;
  }

  of(name: string): Truth {
    return this.#all.get(name) as Truth;
  }

  entry(name: string): ServiceEntry {
    return this.scenario.graph.services[name] as ServiceEntry;
  }

  /** What was told to end is not ready any more, whatever it says. Of a script, only who told it knows that it was told. */
  setReady(name: string, ready: boolean): void {
    const truth = this.of(name);
    const told = this.entry(name).type === "oneshot" ? this.limd : truth.toldToEndBy;
    truth.ready = ready && (truth.toldToEndBy === undefined || truth.toldToEndBy !== told);
  }

  hasOutputs(name: string): boolean {
    const { ready, outputs } = this.entry(name);
    return ready.kind !== "outputs" || outputs.every((output) => this.of(name).outputs.has(output));
  }

  ignoresTerm(name: string): boolean {
    return (this.scenario.habits[name]?.ignoresTerm ?? false) && this.entry(name).timeoutDownMs > 0;
  }

  staysUnready(name: string): boolean {
    const { type, ready, timeoutUpMs } = this.entry(name);
    const possible = type === "longrun" && ready.kind === "notification" && timeoutUpMs === 0;
    return possible && (this.scenario.habits[name]?.neverReady ?? false);
  }

  /** Whether a leaf of a condition holds, as far as the core can know. */
  leaf(leaf: LeafCondition): boolean | undefined {
    if (leaf.kind === "healthy") return this.of(leaf.check).ready;
    if (leaf.kind === "output") {
      const { process, outputs } = this.of(leaf.service);
      return process !== "none" && outputs.has(leaf.output);
    }
    return this.told.get(conditionKey(leaf));
  }

  wanted(): ReadonlySet<string> {
    return wantedOnes(this.scenario.graph, this.wishes, (leaf) => this.leaf(leaf));
  }

  /** Whether those that need it may run although it does not. */
  lasts(name: string): boolean {
    return this.of(name).lasts;
  }

  /** After something has happened, and before the core acts upon it. */
  noteLasting(): void {
    const wanted = wantedOnes(this.scenario.graph, this.wishes, (leaf) => this.leaf(leaf) ?? true);
    const stays = (name: string): boolean => {
      const { condition } = this.entry(name);
      const holdsOn = condition === undefined || holds(condition, (leaf) => this.leaf(leaf)) !== false;
      return !this.goingDown && !this.of(name).gaveUp && wanted.has(name) && holdsOn;
    };
    // Needs come first in the order of the scenario's names.
    for (const [name, truth] of this.#all) {
      if (!this.entry(name).lasting) continue;
      const needs = [...this.realNeeds(name)];
      const met = needs.every((need) => this.of(need).ready || this.of(need).lasts);
      truth.lasts = met && stays(name) && (truth.lasts || truth.ready);
    }
  }

  /** A `limd` that takes over believes in what a lasting service did, if somebody who needs it runs. */
  believeInLasting(): void {
    for (const [name, truth] of this.#all) {
      const isUsed = [...this.#all].some(
        ([other, { process }]) => process !== "none" && this.realNeeds(other).has(name),
      );
      if (this.entry(name).lasting && isUsed) truth.lasts = true;
    }
  }

  /** What has to be ready first, with what is in bundles in place of them. */
  realNeeds(name: string): ReadonlySet<string> {
    const found = new Set<string>();
    const look = (each: string): void => {
      const { type, dependencies, contents } = this.entry(each);
      if (each !== name && type !== "bundle") found.add(each);
      else for (const need of [...dependencies, ...contents]) look(need);
    };
    look(name);
    return found;
  }
}

const atFirst = (failingStarts: number): Truth => ({
  ...{ process: "none", ready: false, lasts: false, outputs: new Set(), life: 0, gaveUp: false },
  ...{ failingStarts, toldToEndBy: undefined },
});
