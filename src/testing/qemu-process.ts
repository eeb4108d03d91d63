/** One QEMU under a test: started with its console, commands and control connected, and ended for certain. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import {
  Control,
  cannotStart,
  howEnded,
  type Nics,
  openSecrets,
  qemuArguments,
  quoteWords,
  type Secrets,
  type Vm,
} from "../qemu/index.ts";
import { Scratch } from "./scratch.ts";
import { within } from "./within.ts";

/** QEMU answers `quit` at once or not at all. */
const quitMs = 3000;

export interface QemuRequest {
  readonly name: string;
  readonly vm: Vm;
  readonly nics: Nics;
  readonly secrets?: Secrets | undefined;
  readonly disk?: string | undefined;
}

interface Parts {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  readonly scratch: Scratch;
  readonly console: Socket;
  readonly commands: Socket;
  readonly control: Control;
}

export class QemuProcess implements AsyncDisposable {
  readonly console: Socket;
  readonly commands: Socket;
  readonly control: Control;
  /** Fulfilled with how QEMU ended: "with status 0" when the guest powered off. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #scratch: Scratch;

  private constructor({ child, ended, scratch, console, commands, control }: Parts) {
    this.console = console;
    this.commands = commands;
    this.control = control;
    this.ended = ended;
    this.#child = child;
    this.#scratch = scratch;
  }

  /** QEMU connects to our sockets before the guest runs, so that nothing of what it prints is lost. */
  static async start({ name, vm, nics, secrets: given, disk }: QemuRequest): Promise<QemuProcess> {
    await using cleanup = new AsyncDisposableStack();
    await using secrets = await openSecrets(given);
    const scratch = cleanup.use(await Scratch.create(name));
    const sockets = {
      console: scratch.at("console"),
      commands: scratch.at("commands"),
      control: scratch.at("control"),
    };
    using doors = new DisposableStack();
    const connected = Promise.all([
      firstConnection(sockets.console, doors),
      firstConnection(sockets.commands, doors),
      firstConnection(sockets.control, doors),
    ]);
    const argv = qemuArguments(vm, {
      consoles: { kind: "connecting", sockets },
      nics,
      disk,
      secrets: secrets !== undefined,
      extra: ["-name", name],
    });
    const descriptors = secrets === undefined ? [] : [secrets.fd];
    const child = spawn(vm.emulator, argv, { stdio: ["ignore", "ignore", "pipe", ...descriptors] });
    if (child.pid !== undefined) scratch.guard(child.pid);
    const ended = endOf(child, vm.emulator);
    const endedEarly = ended.then((how) => {
      throw new Error(`QEMU ended ${how}\n${quoteWords([vm.emulator, ...argv])}`);
    });
    const [console, commands, control] = await Promise.race([connected, endedEarly]);
    endedEarly.catch(() => {}); // from here on its end is nothing odd
    cleanup.move();
    return new QemuProcess({ child, ended, scratch, console, commands, control: new Control(control) });
  }

  /**
   * How long it has had a processor so far, in milliseconds, its threads together (the first number of schedstat,
   * Documentation/scheduler/sched-stats.rst).
   */
  async busyMs(): Promise<number> {
    const threads = `/proc/${this.#child.pid}/task`;
    const times = (await readdir(threads)).map(async (thread) => {
      const [nanoseconds = 0] = (await readFile(join(threads, thread, "schedstat"), "utf8"))
        .split(" ")
        .map(Number);
      return nanoseconds / 1e6;
    });
    return (await Promise.all(times)).reduce((sum, ms) => sum + ms, 0);
  }

  /** Ends it, by force if it must be, and leaves nothing behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    await using _scratch = this.#scratch;
    this.control.execute("quit").catch(() => {}); // it may have ended already
    if ((await within(this.ended, quitMs)) === undefined) {
      this.#child.kill("SIGKILL");
      await this.ended;
    }
    this.control[Symbol.dispose]();
    this.console.destroy();
    this.commands.destroy();
  }
}

async function endOf(child: ChildProcess, emulator: string): Promise<string> {
  let stderr = "";
  child.stderr?.on("data", (text) => {
    stderr += text;
  });
  return await new Promise((resolve, reject) => {
    child.on("error", (error) => reject(cannotStart(emulator, error)));
    // A QEMU that ended well may have warned on the way, which is of no interest.
    child.on("close", (code, signal) =>
      resolve(
        code === 0 || stderr === "" ? howEnded(code, signal) : `${howEnded(code, signal)}: ${stderr.trim()}`,
      ),
    );
  });
}

async function firstConnection(path: string, doors: DisposableStack): Promise<Socket> {
  const server = createServer().listen(path);
  doors.defer(() => server.close());
  const [socket] = (await once(server, "connection")) as [Socket];
  socket.on("error", () => {}); // a QEMU that is killed resets it; "close" follows
  return socket;
}
