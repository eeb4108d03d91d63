/** The core and the world: events go in one by one, and what comes out is done. */
import { monotonicMs, sync } from "host";
import {
  type Action,
  type Event,
  type ExitStatus,
  failuresOf,
  initialState,
  type Phase,
  type State,
  step,
} from "../../lib/core/index.ts";
import type { Graph, ServiceEntry } from "../../lib/graph.ts";
import type { Launchers } from "../../lib/launch-file.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { Accounts } from "./accounts.ts";
import { Conditions } from "./conditions/conditions.ts";
import { FileWatcher } from "./file-watcher.ts";
import type { Journal } from "./journal.ts";
import { longrunDirectory } from "./layout.ts";
import { LogPipes } from "./log-pipes.ts";
import { prepareLog } from "./log-settings.ts";
import { Longrun } from "./longrun.ts";
import { ModuleLoader } from "./module-loader.ts";
import { Oneshot } from "./oneshot.ts";
import { Outputs } from "./outputs.ts";
import { findRunsvs } from "./processes.ts";
import { watchReadiness } from "./readiness.ts";
import { recall, remember } from "./remembered.ts";
import { Secrets } from "./secrets.ts";
import type { News, Running, ServiceHost } from "./service-host.ts";
import { prepareState } from "./state-directory.ts";
import { renderFiles } from "./templates.ts";
import { Timers } from "./timers.ts";
import { Uevents } from "./uevents.ts";

/** Events in the life of a process, before which its outputs are looked at. */
const lifeOf: ReadonlySet<Event["kind"]> = new Set(["started", "ready", "exited", "oneshot-done"]);

const shutdownOf = ({ at, how, withinMs }: Extract<Event, { kind: "shutdown" }>) => ({
  how,
  ...(withinMs === undefined ? {} : { by: at + withinMs }),
});

export class Reconciler {
  readonly graph: Graph;
  readonly accounts = new Accounts();
  readonly #host: ServiceHost;
  readonly #outputs: Outputs;
  readonly #secrets: Secrets;
  readonly #conditions: Conditions;
  readonly #timers = new Timers((id) => this.tell({ kind: "timer", id }));
  readonly #pipes: LogPipes;
  readonly #longruns = new Map<string, Longrun>();
  readonly #oneshots = new Map<string, Oneshot>();
  readonly #waiting: Event[] = [];
  readonly #whenDown: (() => void)[] = [];
  #isBusy = false;
  #hasSettled = false;
  #state: State;

  constructor(graph: Graph, launchers: Launchers, journal: Journal) {
    const watcher = new FileWatcher();
    this.graph = graph;
    this.#pipes = new LogPipes(graph);
    this.#state = initialState(graph);
    this.#host = { launchers, watcher, journal, tell: (news) => this.tell(news) };
    this.#outputs = new Outputs(graph, this.#host.tell);
    this.#secrets = new Secrets(this.#host.tell, watcher);
    const uevents = new Uevents();
    this.#conditions = new Conditions(this.#host.tell, { watcher, uevents, secrets: this.#secrets });
    this.#guard(() => new ModuleLoader(launchers, journal.descriptor).watch(uevents));
  }

  get state(): State {
    return this.#state;
  }

  /** Takes up what runs already, and goes on from there. */
  begin(): void {
    const runsvs = findRunsvs();
    for (const [name, entry] of Object.entries(this.graph.services)) this.#prepare(name, entry, runsvs);
    for (const [name, running] of [...this.#longruns, ...this.#oneshots]) this.#adopt(name, running);
    watchReadiness(this.#host.watcher, (name) => {
      if (this.#longruns.get(name)?.isReady() === true) this.tell({ kind: "ready", service: name });
    });
    this.#recall();
    this.tell({ kind: "begin" });
    this.#guard(() => this.#outputs.catchUp());
    this.#guard(() => this.#secrets.catchUp());
  }

  /** What the limd before this one knew. */
  #recall(): void {
    for (const [service, failures] of Object.entries(recall("failures") ?? {}))
      this.tell({ kind: "remember", service, ...failures });
    for (const [service, wish] of recall("wishes") ?? [])
      this.tell({ kind: "want", service, wanted: wish === "up" });
    const shutdown = recall("shutdown");
    if (shutdown === undefined) return;
    const { how, by } = shutdown;
    this.tell({
      ...{ kind: "shutdown", how },
      ...(by === undefined ? {} : { withinMs: Math.max(by - monotonicMs(), 0) }),
    });
  }

  /** Takes an event, now, and does what follows from it. What happens meanwhile has its turn after that. */
  tell(news: News): void {
    // What a service wrote is told before what became of it. inotify's events come in another order, and its
    // readers would be started by the one and restarted by the other.
    if (lifeOf.has(news.kind) && "service" in news) this.#outputs.look(news.service);
    this.#waiting.push({ ...news, at: monotonicMs() });
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) {
      const before = this.#state;
      const { state, actions } = step(before, event);
      this.#state = state;
      if (state.wishes !== before.wishes) this.#guard(() => remember("wishes", [...state.wishes]));
      if (event.kind === "shutdown") this.#guard(() => remember("shutdown", shutdownOf(event)));
      for (const action of actions) this.#guard(() => this.#perform(action));
    }
    this.#isBusy = false;
    if (this.#state.begun) this.#guard(() => remember("failures", failuresOf(this.#state)));
    if (!this.#hasSettled) this.#settle();
  }

  /** One thing that could not be done, in a full /run or without memory, keeps nobody from the next. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#host.journal.say((error as Error).message);
    }
  }

  /** Says once when nothing is under way any more: the rest waits for the world, or failed. */
  #settle(): void {
    const isUnderWay = ({ phase }: { readonly phase: Phase }) =>
      phase === "starting" || phase === "up" || phase === "stopping";
    if (!this.#state.begun || this.#state.services.some(isUnderWay)) return;
    this.#hasSettled = true;
    this.#host.journal.say(
      `all that can be up is up, ${Math.round(monotonicMs())} ms after the kernel began`,
    );
  }

  /** The outputs of a service that have values now. */
  outputsOf(service: string): readonly (readonly [name: string, text: string])[] {
    return this.#outputs
      .present(service)
      .map((name) => [name, this.#outputs.read(service, name) ?? ""] as const);
  }

  /** Calls back when everything has stopped that had to. */
  whenDown(then: () => void): void {
    if (this.#state.shutdown?.done === true) then();
    else this.#whenDown.push(then);
  }

  #prepare(name: string, entry: ServiceEntry, runsvs: ReadonlyMap<string, number>): void {
    if (entry.type === "bundle") return;
    prepareLog(name, entry, this.accounts);
    this.#outputs.prepare(name, entry, this.#host.watcher, this.accounts);
    if (entry.type === "oneshot") this.#oneshots.set(name, new Oneshot(name, entry, this.#host));
    else {
      const found = { runsv: runsvs.get(longrunDirectory(name)), input: this.#pipes.inputOf(name) };
      this.#longruns.set(name, new Longrun(name, entry, this.#host, found));
    }
  }

  #adopt(service: string, running: Running): void {
    const found = running.find();
    if (found === undefined) return;
    this.#host.journal.say(`${service} runs already: ${found.runs}`);
    this.tell({ kind: "adopt", service, outputs: this.#outputs.present(service), ...found });
  }

  #perform(action: Action): void {
    switch (action.kind) {
      case "start":
        this.#try(action.service, "exited", () => {
          this.#places(action.service);
          this.#longruns.get(action.service)?.start();
        });
        break;
      case "run-up":
        this.#try(action.service, "up", () => {
          this.#places(action.service);
          this.#oneshots.get(action.service)?.run("up");
        });
        break;
      case "run-down":
        this.#try(action.service, "down", () => this.#oneshots.get(action.service)?.run("down"));
        break;
      case "stop":
        this.#running(action.service)?.stop();
        break;
      case "kill":
        this.#host.journal.say(`${action.service} is killed`);
        this.#running(action.service)?.kill();
        break;
      case "signal":
        this.#running(action.service)?.signal(action.signal);
        break;
      case "render":
        this.#files(action.service); // the process runs on with its old ones if these can't be written
        break;
      case "clear-outputs":
        this.#outputs.clear(action.service);
        break;
      case "set-timer":
        this.#timers.set(action.id, action.ms);
        break;
      case "cancel-timer":
        this.#timers.cancel(action.id);
        break;
      case "watch":
        this.#conditions.watch(action.key, action.condition);
        break;
      case "shut-down":
        sync();
        for (const then of this.#whenDown.splice(0)) then();
        break;
      default:
        unreachable(action);
    }
  }

  #running(service: string): Running | undefined {
    return this.#longruns.get(service) ?? this.#oneshots.get(service);
  }

  /** Starts something; what keeps it from being started is told as its end. */
  #try(service: string, end: "exited" | "up" | "down", start: () => void): void {
    try {
      start();
    } catch (error) {
      const status: ExitStatus = { problem: (error as Error).message };
      this.#host.journal.say(`${service}: ${(error as Error).message}`);
      if (end === "exited") this.tell({ kind: "exited", service, status });
      else this.tell({ kind: "oneshot-done", service, direction: end, status });
    }
  }

  /** What a service finds when it starts. Its state may be in a file system that another service has mounted. */
  #places(service: string): void {
    const entry = this.graph.services[service];
    if (entry !== undefined) prepareState(service, entry, this.accounts);
    this.#files(service);
  }

  #files(service: string): void {
    const entry = this.graph.services[service];
    if (entry === undefined) return;
    renderFiles(service, entry, this.accounts, {
      output: (other, output) => this.#outputs.read(other, output),
      secret: (name) => this.#secrets.read(name),
    });
  }
}
