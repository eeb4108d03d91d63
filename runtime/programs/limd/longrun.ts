/**
 * A process that runs until it is told to end, under a runsv of its own. runsv knows when it ended and how; limd
 * starts and stops it by runsv's control fifo, and hears of changes by inotify on `supervise`. A runsv that is
 * killed leaves its process alive: that is found by what `launch` wrote down, and looked after from here until it
 * ends. A second one is never started, since `launch` refuses to. docs/decisions/007-runit-under-limd.md has the facts.
 */
import * as host from "host";
import { setTimeout } from "os";
import type { ExitStatus } from "../../lib/core/index.ts";
import type { ServiceEntry } from "../../lib/graph.ts";
import { launchFile } from "../../lib/launch-file.ts";
import type { ProcessIdentity } from "../../lib/process-identity.ts";
import { parseRunsvStatus, type RunsvStatus } from "../../lib/runsv-status.ts";
import { unless } from "./attempt.ts";
import { readExitStatus, runsAlready, signalNumber } from "./exit-status.ts";
import { makeDirectory, removeIfThere, replaceFile } from "./files.ts";
import { longrunDirectory, readyFile, shell } from "./layout.ts";
import { loggerOf } from "./log-settings.ts";
import { livingProcess, signalGroup, signalProcess, startedAt, whenEnded } from "./processes.ts";
import type { Found, Running, ServiceHost } from "./service-host.ts";

/** A runsv that lives shorter than this is not started again at once. */
const shortLifeMs = 1000;

/** As the core was told, or is about to be: `asked` is a start of which nothing was seen yet. */
type Phase = "idle" | "asked" | "running";

export class Longrun implements Running {
  readonly #name: string;
  readonly #entry: ServiceEntry;
  readonly #host: ServiceHost;
  readonly #directory: string;
  readonly #input: string | undefined;
  #phase: Phase = "idle";
  #runsv: number | undefined;
  /** The process, when its runsv is gone. */
  #orphan: ProcessIdentity | undefined;
  /** Whether it was told to end. */
  #ending = false;
  /** Letters for a runsv that does not listen yet. */
  #unsent = "";

  constructor(
    name: string,
    entry: ServiceEntry,
    serviceHost: ServiceHost,
    { runsv, input }: { readonly runsv: number | undefined; readonly input: string | undefined },
  ) {
    this.#input = input;
    this.#name = name;
    this.#entry = entry;
    this.#host = serviceHost;
    this.#directory = longrunDirectory(name);
    this.#prepare();
    serviceHost.watcher.watch(this.#in("supervise"), host.IN_MOVED_TO, (names) => {
      if (names === undefined || names.has("status")) this.#look();
    });
    if (runsv !== undefined) this.#take(runsv);
  }

  find(): Found | undefined {
    const identity = livingProcess(this.#in("born"));
    const status = this.#status();
    if (this.#runsv === undefined) {
      if (identity === undefined) return undefined;
      this.#adopt(identity);
    } else if (status === undefined || status.state === "down") {
      // Its runsv may be young, and the process older than that.
      if (identity === undefined) return undefined;
      this.#adopt(identity);
    }
    this.#phase = "running";
    const since = identity === undefined ? undefined : startedAt(this.#in("born"));
    return { runs: this.isReady() ? "ready" : "up", ...(since === undefined ? {} : { since }) };
  }

  /** Whether it has said that it is ready. */
  isReady(): boolean {
    if (this.#entry.ready.kind !== "notification") return true;
    return (host.stat(readyFile(this.#name))?.sizeBytes ?? 0) > 0;
  }

  start(): void {
    this.#phase = "asked";
    this.#ending = false;
    removeIfThere(this.#in("ended"));
    this.#send("o");
  }

  stop(): void {
    this.#ending = true;
    if (this.#orphan !== undefined) signalProcess(this.#orphan.pid, host.SIGTERM);
    else this.#send("d");
  }

  /** By ourselves and not by runsv's "k", after which it takes the process for dead before it is (`ctrl` in runsv.c). */
  kill(): void {
    const pid = this.#pid();
    if (pid !== undefined) signalGroup(pid, host.SIGKILL);
  }

  signal(name: string): void {
    const pid = this.#pid();
    const number = signalNumber(name);
    if (pid !== undefined && number !== undefined) signalProcess(pid, number);
  }

  #in(name: string): string {
    return `${this.#directory}/${name}`;
  }

  #pid(): number | undefined {
    return livingProcess(this.#in("born"))?.pid;
  }

  #status(): RunsvStatus | undefined {
    const bytes = unless(["ENOENT"], () => host.readBytes(this.#in("supervise/status")));
    return bytes === undefined ? undefined : parseRunsvStatus(bytes);
  }

  /** What runsv finds in its directory. The file `down` keeps it from starting the service by itself. */
  #prepare(): void {
    const { run = "", finish, ready, process } = this.#entry;
    const executable = { mode: 0o755 };
    const write = (name: string, settings: Parameters<typeof launchFile>[1]): void =>
      replaceFile(this.#in(name), launchFile(this.#host.launchers, settings), executable);
    makeDirectory(this.#directory, executable);
    makeDirectory(this.#in("supervise"), { mode: 0o700 });
    replaceFile(this.#in("down"), "", { mode: 0o644 });
    write("run", {
      argv: [shell, run],
      process,
      born: this.#in("born"),
      session: true,
      ...(this.#input === undefined ? {} : { input: this.#input }),
      ...(ready.kind === "notification" ? { ready: { fd: ready.fd, path: readyFile(this.#name) } } : {}),
    });
    const afterwards = finish === undefined ? { argv: [] } : { argv: [shell, finish], process };
    write("finish", { ...afterwards, ended: this.#in("ended") });
    const logger = loggerOf(this.#name, this.#entry, this.#host.launchers);
    if (logger === undefined) return;
    makeDirectory(this.#in("log"), executable);
    // The logger of a runsv that was killed goes on until its service ends; the next one waits for that.
    write("log/run", { argv: logger, lock: this.#in("log/lock") });
  }

  /** Letters to runsv, at once or as soon as there is one that reads. */
  #send(letters: string): void {
    this.#unsent += letters;
    if (this.#unsent === "") return;
    if (this.#runsv === undefined) {
      this.#supervise();
      return;
    }
    const control = unless(["ENXIO", "ENOENT"], () =>
      host.open(this.#in("supervise/control"), host.O_WRONLY | host.O_NONBLOCK),
    );
    if (control === undefined) return; // it says so in `status` when it listens
    host.write(control, this.#unsent);
    host.close(control);
    this.#unsent = "";
  }

  #supervise(): void {
    const { descriptor } = this.#host.journal;
    const runsv = host.spawn(["runsv", this.#directory], {
      file: "/bin/runsv",
      descriptors: [undefined, descriptor, descriptor],
      session: true,
    });
    this.#take(runsv);
  }

  #take(runsv: number): void {
    this.#runsv = runsv;
    const since = host.monotonicMs();
    whenEnded(runsv, () => this.#lost(host.monotonicMs() - since < shortLifeMs));
  }

  /** runsv has something new to say. What it says of itself is not about a process that it did not start. */
  #look(): void {
    this.#send("");
    if (this.#orphan !== undefined) return;
    const status = this.#status();
    // A limd that is gone asked for it, and nobody knows of it.
    if (status?.state === "run" && this.#phase === "idle" && !this.#ending) this.stop();
    if (status?.state === "run" && this.#phase === "asked") {
      this.#phase = "running";
      this.#host.tell({ kind: "started", service: this.#name });
    }
    if (status?.state !== "down") return;
    if (this.#phase === "idle") {
      this.#ending = false;
      return;
    }
    const ended = readExitStatus(this.#in("ended"));
    if (ended === undefined) return;
    const identity = runsAlready(ended) ? livingProcess(this.#in("born")) : undefined;
    if (identity === undefined) this.#exited(ended);
    else this.#foundAlive(identity);
  }

  /** runsv has ended. It ends by itself never: somebody killed it, or it could not do its work. */
  #lost(soon: boolean): void {
    this.#runsv = undefined;
    if (this.#orphan !== undefined || this.#phase === "idle") {
      if (this.#unsent !== "") this.#again(soon);
      return;
    }
    this.#host.journal.say(`runsv of ${this.#name} has ended`);
    const ended = readExitStatus(this.#in("ended"));
    const identity = livingProcess(this.#in("born"));
    if (identity !== undefined) this.#foundAlive(identity);
    else if (this.#phase === "running" || ended !== undefined || this.#ending) {
      this.#unsent = "";
      this.#exited(ended ?? { problem: "it ended together with its supervisor" });
    } else {
      // Nothing was seen of the start that was asked for.
      this.#unsent = "o";
      this.#again(soon);
    }
  }

  #again(soon: boolean): void {
    const retry = (): void => {
      if (this.#runsv === undefined && this.#unsent !== "") this.#supervise();
    };
    if (soon) setTimeout(retry, shortLifeMs);
    else retry();
  }

  /** The process lives, and no runsv is its parent. */
  #foundAlive(identity: ProcessIdentity): void {
    const asked = this.#phase === "asked";
    this.#adopt(identity);
    this.#phase = "running";
    if (asked) {
      this.#host.tell({ kind: "started", service: this.#name });
      if (this.#entry.ready.kind === "notification" && this.isReady())
        this.#host.tell({ kind: "ready", service: this.#name });
    }
    if (this.#ending) this.stop();
  }

  #adopt(identity: ProcessIdentity): void {
    this.#host.journal.say(`${this.#name} runs on as process ${identity.pid}, without its runsv`);
    this.#orphan = identity;
    this.#unsent = "";
    removeIfThere(this.#in("ended"));
    whenEnded(identity.pid, () => this.#orphanEnded(identity));
  }

  /** What runsv would have done: `finish`, and then it is over. */
  #orphanEnded(identity: ProcessIdentity): void {
    const { descriptor } = this.#host.journal;
    const finish = host.spawn([this.#in("finish"), "-1", "0"], {
      descriptors: [undefined, descriptor, descriptor],
      directory: this.#directory,
      session: true,
    });
    whenEnded(finish, () => {
      if (this.#orphan !== identity) return;
      this.#orphan = undefined;
      this.#exited({ problem: "it ended while it had no supervisor, which would know how" });
    });
  }

  #exited(status: ExitStatus): void {
    this.#phase = "idle";
    this.#ending = false;
    removeIfThere(this.#in("ended"));
    this.#host.tell({ kind: "exited", service: this.#name, status });
  }
}
