/**
 * Something that is done once, by a script for up and perhaps one for down. A script runs under `launch`, which writes
 * down how it ended even if limd is gone by then; the next limd finds it there.
 */
import * as host from "host";
import { setTimeout } from "os";
import type { ServiceEntry } from "../../lib/graph.ts";
import { launchFile } from "../../lib/launch-file.ts";
import { readExitStatus } from "./exit-status.ts";
import { makeDirectory, readIfThere, removeIfThere, replaceFile } from "./files.ts";
import { oneshotDirectory, shell } from "./layout.ts";
import { loggerOf } from "./log-settings.ts";
import { livingProcess, signalGroup, startedAt, whenEnded } from "./processes.ts";
import type { Found, Running, ServiceHost } from "./service-host.ts";

type Direction = "up" | "down";

/** A launch that is told of its script's end writes it down at once; after this long it was killed itself. */
const writesWithinMs = 500;

export class Oneshot implements Running {
  readonly #name: string;
  readonly #entry: ServiceEntry;
  readonly #host: ServiceHost;
  readonly #directory: string;
  /** What runs now. */
  #direction: Direction | undefined;
  #launch: number | undefined;
  /** Counts what was run, so that a late word about one is not taken for one about the next. */
  #runs = 0;

  constructor(name: string, entry: ServiceEntry, serviceHost: ServiceHost) {
    this.#name = name;
    this.#entry = entry;
    this.#host = serviceHost;
    this.#directory = oneshotDirectory(name);
    makeDirectory(this.#directory, { mode: 0o755 });
    serviceHost.watcher.watch(this.#directory, host.IN_MOVED_TO, (names) => {
      if (names === undefined || names.has("up-ended") || names.has("down-ended")) this.#look();
    });
  }

  find(): Found | undefined {
    const direction = readIfThere(this.#in("direction"));
    if (direction !== "up" && direction !== "down") return undefined;
    const ended = readExitStatus(this.#in(`${direction}-ended`));
    const hasSucceeded = ended !== undefined && "code" in ended && ended.code === 0;
    if (direction === "down" && ended !== undefined) return undefined;
    if (hasSucceeded) {
      const since = startedAt(this.#in("born"));
      return { runs: "ready", ...(since === undefined ? {} : { since }) };
    }
    const identity = livingProcess(this.#in("born"));
    if (identity !== undefined) {
      this.#direction = direction;
      this.#watch(identity.pid);
      return { runs: direction === "up" ? "starting" : "stopping" };
    }
    // Its `up` failed, or one of its scripts was about to run or was killed with its launch: `down` has yet to clean up.
    this.#direction = "up";
    setTimeout(() => this.#done(ended ?? { problem: "it was interrupted when limd ended" }), 0);
    return { runs: "starting" };
  }

  run(direction: Direction): void {
    this.#direction = direction;
    this.#runs++;
    // Whoever finds this direction, and not how it ended, knows that it was begun.
    removeIfThere(this.#in(`${direction}-ended`));
    replaceFile(this.#in("direction"), direction, { mode: 0o644 });
    const script = this.#entry[direction];
    if (script === undefined) {
      replaceFile(this.#in(`${direction}-ended`), "0 0\n", { mode: 0o644 });
      return;
    }
    removeIfThere(this.#in("born"));
    this.#prepare(direction, script);
    const { descriptor } = this.#host.journal;
    this.#launch = host.spawn([this.#in(direction)], {
      descriptors: [undefined, descriptor, descriptor],
      session: true,
    });
    this.#watch(this.#launch);
  }

  stop(): void {
    this.signal("TERM");
  }
  kill(): void {
    const pid = this.#pid();
    if (pid !== undefined) signalGroup(pid, host.SIGKILL);
  }
  signal(name: string): void {
    const pid = this.#pid();
    if (pid !== undefined) signalGroup(pid, name === "TERM" ? host.SIGTERM : host.SIGHUP);
  }

  #in(name: string): string {
    return `${this.#directory}/${name}`;
  }

  #pid(): number | undefined {
    return livingProcess(this.#in("born"))?.pid ?? this.#launch;
  }

  /** It is there while it runs only: most never run again, and in memory the smallest file takes a page. */
  #prepare(direction: Direction, script: string): void {
    const logger = loggerOf(this.#name, this.#entry, this.#host.launchers);
    const settings = {
      argv: [shell, script],
      process: this.#entry.process,
      born: this.#in("born"),
      ended: this.#in(`${direction}-ended`),
      ...(logger === undefined ? {} : { logger }),
    };
    replaceFile(this.#in(direction), launchFile(this.#host.launchers, settings), { mode: 0o755 });
  }

  /** Either the script, or `launch`, which outlives it: when that has ended, all is written down that will be. */
  #watch(pid: number): void {
    const run = this.#runs;
    whenEnded(pid, () => {
      setTimeout(() => {
        if (this.#runs !== run || this.#look()) return;
        this.#done({ problem: "it was killed together with what looks after it" });
      }, writesWithinMs);
    });
  }

  /** Whether it has ended. */
  #look(): boolean {
    if (this.#direction === undefined) return true;
    const ended = readExitStatus(this.#in(`${this.#direction}-ended`));
    if (ended === undefined) return false;
    this.#done(ended);
    return true;
  }

  #done(status: NonNullable<ReturnType<typeof readExitStatus>>): void {
    const direction = this.#direction;
    this.#direction = undefined;
    this.#launch = undefined;
    if (direction === undefined) return;
    removeIfThere(this.#in(direction));
    this.#host.tell({ kind: "oneshot-done", service: this.#name, direction, status });
  }
}
