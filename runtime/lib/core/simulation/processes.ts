/** The processes and scripts of a simulated world: what comes of what is asked for, after a random while. */
import type { Event, ExitStatus } from "../types.ts";
import type { Agenda } from "./agenda.ts";
import type { Random } from "./random.ts";
import type { Truth, Truths } from "./truth.ts";

export class Processes {
  readonly #truths: Truths;
  readonly #agenda: Agenda;
  readonly #random: Random;

  constructor(truths: Truths, agenda: Agenda, random: Random) {
    this.#truths = truths;
    this.#agenda = agenda;
    this.#random = random;
  }

  start(name: string, how: "start" | "run-up"): void {
    const truth = this.#truths.of(name);
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
    if (fails && this.#truths.entry(name).timeoutUpMs > 0 && this.#random.chance(0.3)) return;
    const at = this.#agenda.within(300);
    if (!fails) this.#writeOutputs(name, at, this.#truths.entry(name).outputs);
    this.#inThisLife(name, at, () => {
      const status = { code: fails ? 1 : 0 };
      if (fails) {
        this.#failed(name, status);
      } else {
        truth.process = "running";
        // Whoever took over since it was told to end sees a script that succeeds.
        if (truth.toldToEndBy !== this.#truths.limd) truth.gaveUp = false;
        this.#truths.setReady(name, this.#truths.hasOutputs(name));
      }
      return this.#scriptDone(name, "up", status);
    });
  }

  #comeUpAsLongrun(name: string, truth: Truth, fails: boolean): void {
    truth.process = "coming";
    const entry = this.#truths.entry(name);
    const startedAt = this.#agenda.within(50);
    if (fails && this.#random.chance(0.2)) {
      this.#crashes(name, startedAt, { problem: "No such file or directory" });
      return;
    }
    this.#inThisLife(name, startedAt, () => {
      truth.process = "running";
      this.#truths.setReady(name, entry.ready.kind !== "notification" && this.#truths.hasOutputs(name));
      return { kind: "started", service: name, at: 0 };
    });
    const hangs = entry.ready.kind !== "immediately" && entry.timeoutUpMs > 0 && this.#random.chance(0.4);
    if (fails) {
      if (!hangs) this.#crashes(name, startedAt + this.#random.below(300), { code: 1 });
      return;
    }
    if (this.#truths.staysUnready(name)) return;
    const readyAt = startedAt + this.#random.below(300);
    this.#writeOutputs(name, readyAt, entry.outputs);
    if (entry.ready.kind !== "notification") return;
    this.#inThisLife(name, readyAt, () => {
      this.#truths.setReady(name, true);
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
      this.#inThisLife(name, this.#agenda.now + this.#random.below(by - this.#agenda.now + 1), (truth) => {
        for (const output of group) truth.outputs.add(output);
        if (this.#truths.entry(name).ready.kind === "outputs" && truth.process === "running") {
          this.#truths.setReady(name, this.#truths.hasOutputs(name));
        }
        return { kind: "output", service: name, changed: group, removed: [], at: 0 };
      });
    }
  }

  /** TERM. `timeIsUp`: the core does it of its own accord, which counts as a failure. */
  stop(name: string, timeIsUp: boolean): void {
    const truth = this.#truths.of(name);
    if (timeIsUp) truth.gaveUp = this.#truths.entry(name).restart.policy === "never";
    truth.ready = false;
    truth.toldToEndBy = this.#truths.limd;
    if (!this.#truths.ignoresTerm(name)) this.#endSoon(name, { signal: "TERM" });
  }

  kill(name: string): void {
    this.#endSoon(name, { signal: "KILL" });
  }

  #endSoon(name: string, status: ExitStatus): void {
    const truth = this.#truths.of(name);
    truth.life++;
    truth.ready = false;
    truth.toldToEndBy = this.#truths.limd;
    const script = truth.process;
    this.#inThisLife(name, this.#agenda.within(100), () => {
      // Whoever took over since then sees a script that fails.
      if (script === "up-script" && truth.toldToEndBy !== this.#truths.limd) this.#failed(name, status);
      if (script === "up-script") return this.#scriptDone(name, "up", status);
      return script === "down-script" ? this.#scriptDone(name, "down", status) : this.#ended(name, status);
    });
  }

  runDown(name: string): void {
    const truth = this.#truths.of(name);
    truth.life++;
    truth.ready = false;
    truth.process = "down-script";
    if (this.#truths.entry(name).timeoutDownMs > 0 && this.#random.chance(0.1)) return;
    const status = { code: this.#random.chance(0.1) ? 1 : 0 };
    this.#inThisLife(name, this.#agenda.within(200), () => this.#scriptDone(name, "down", status));
  }

  /** It ends of itself, if it is a process that runs. */
  crash(name: string): void {
    const runs = this.#truths.of(name).process === "running" && this.#truths.entry(name).type === "longrun";
    if (runs) this.#crashes(name, this.#agenda.now, this.#random.pick([{ signal: "SEGV" }, { code: 0 }]));
  }

  /** A new value, or none for a while. */
  changeOutput(name: string, remove: boolean): Event | undefined {
    const truth = this.#truths.of(name);
    const { outputs, ready } = this.#truths.entry(name);
    const [output] = outputs;
    if (output === undefined || truth.process !== "running") return undefined;
    if (remove && !truth.outputs.has(output)) return undefined;
    if (remove) {
      truth.outputs.delete(output);
      // It comes back, else nothing that needs it would ever run again.
      this.#writeOutputs(name, this.#agenda.now + 500, [output]);
    } else {
      truth.outputs.add(output);
    }
    if (ready.kind === "outputs") this.#truths.setReady(name, this.#truths.hasOutputs(name));
    const [changed, removed] = remove ? [[], [output]] : [[output], []];
    return { kind: "output", service: name, changed, removed, at: 0 };
  }

  #ended(name: string, status: ExitStatus): Event {
    const truth = this.#truths.of(name);
    truth.life++;
    truth.process = "none";
    truth.ready = false;
    return { kind: "exited", service: name, status, at: 0 };
  }

  #scriptDone(name: string, direction: "up" | "down", status: ExitStatus): Event {
    const truth = this.#truths.of(name);
    if (direction === "down") {
      truth.process = "none";
      truth.life++;
    }
    return { kind: "oneshot-done", service: name, direction, status, at: 0 };
  }

  /** It ends, or its script fails, of itself. */
  #failed(name: string, status: ExitStatus): void {
    const { policy } = this.#truths.entry(name).restart;
    const success = "code" in status && status.code === 0;
    this.#truths.of(name).gaveUp = policy === "never" || (policy === "on-failure" && success);
  }

  /** Plans an event of a service's present life. */
  #inThisLife(name: string, at: number, event: (truth: Truth) => Event | undefined): void {
    const truth = this.#truths.of(name);
    const { life } = truth;
    this.#agenda.at(at, () => (truth.life === life ? event(truth) : undefined));
  }
}
