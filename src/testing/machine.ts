/** A virtual machine under test. */
import { conventionalNics, type InterfaceName, qemuArguments, quoteWords, type Vm } from "../qemu/index.ts";
import type { CommandResult } from "./answer-reader.ts";
import { CommandConsole, TimedOut } from "./command-console.ts";
import { ConsoleText } from "./console-text.ts";
import { type Duration, milliseconds } from "./duration.ts";
import { MachineError, showResult, showSeconds } from "./failure.ts";
import { poll, type Try } from "./poll.ts";
import type { QemuProcess } from "./qemu-process.ts";
import { ask, type Question, sourceOf } from "./question.ts";
import { within } from "./within.ts";

/** How long something may take. */
export interface Limit {
  readonly within?: Duration;
}

const usualLimit: Duration = "60 s";
/** An emulated processor shares the host's with whatever else runs there, and a boot is all work. */
const bootLimit: Duration = "180 s";
const shownConsoleLines = 50;

/** Init waits two seconds between asking processes to end and ending them. */
const powerOffLimit: Duration = "10 s";

/** Even the last try of a wait may take this long: one that is cut short would say nothing. */
const leastTryMs = 2000;

/** A router, or a computer beside it. Disposing of it powers it off. */
export class Machine implements AsyncDisposable {
  readonly name: string;
  readonly #vm: Vm;
  readonly #qemu: QemuProcess;
  readonly #console: ConsoleText;
  readonly #commands: CommandConsole;
  #takesCommands = false;
  #ended: string | undefined;

  constructor(name: string, vm: Vm, qemu: QemuProcess) {
    this.name = name;
    this.#vm = vm;
    this.#qemu = qemu;
    this.#console = new ConsoleText(qemu.console);
    this.#commands = new CommandConsole(qemu.commands);
    this.#commands.ready.then(
      () => {
        this.#takesCommands = true;
      },
      () => {}, // whoever waits for it is told
    );
    qemu.ended.then((how) => {
      this.#ended = how;
    });
  }

  /** What the serial console has printed so far. */
  get console(): string {
    return this.#console.text;
  }

  /**
   * Runs a command, and says how long it took on a processor of its own: as long as this machine worked for it, and
   * as long as it was idle by its own clock. What else this machine is busy with does not count.
   */
  async time(command: string, limit: Limit = {}): Promise<{ readonly stdout: string; readonly ms: number }> {
    const idle = "read -r up idle </proc/uptime; echo $idle";
    const before = await this.#qemu.busyMs();
    const said = (await this.run(`${idle}\n${command}\n${idle}`, limit)).split("\n");
    const busyMs = (await this.#qemu.busyMs()) - before;
    const [begin = 0, end = Number.POSITIVE_INFINITY] = [said[0], said.at(-1)].map(Number);
    return { stdout: said.slice(1, -1).join("\n"), ms: Math.round(busyMs + (end - begin) * 1000) };
  }

  /** How long it has run since it was switched on, counted as `time` does. */
  async ageMs(): Promise<number> {
    const [, idle = Number.NaN] = (await this.run("cat /proc/uptime")).split(" ").map(Number);
    return Math.round((await this.#qemu.busyMs()) + idle * 1000);
  }

  /** Waits until commands are taken; part of booting. */
  async untilReady({ within: limit = bootLimit }: Limit = {}): Promise<void> {
    const started = performance.now();
    const ready = this.#commands.ready.then(() => true as const);
    const result = await within(ready, milliseconds(limit)).catch((error: Error) => error.message);
    if (result === true) return;
    const why = result === undefined ? "no word came" : await this.#whyLost(result);
    throw this.#error(`waited ${showSeconds(performance.now() - started)} for it to boot and take commands`, [
      why,
    ]);
  }

  /** Runs a command by the guest's `sh`, which must succeed; gives what it printed, without the last line's end. */
  async run(command: string, limit: Limit = {}): Promise<string> {
    const result = await this.attempt(command, limit);
    if (result.status === 0) return result.stdout.trimEnd();
    throw this.#error(`'${command}' failed, expected it to succeed`, showResult(result));
  }

  /** Runs a command that must fail. */
  async fails(command: string, limit: Limit = {}): Promise<CommandResult> {
    const result = await this.attempt(command, limit);
    if (result.status !== 0) return result;
    throw this.#error(`'${command}' succeeded, expected it to fail`, showResult(result));
  }

  /** Runs a command, and leaves it to the caller what its status means. */
  async attempt(command: string, { within: limit = usualLimit }: Limit = {}): Promise<CommandResult> {
    const result = await this.#send(command, milliseconds(limit));
    if (!(result instanceof TimedOut)) return result;
    throw this.#error(`'${command}' took longer than ${limit} and was killed`, showProgress(result));
  }

  /**
   * Waits until a command succeeds, and gives what it printed; or until a question is answered with something
   * other than `undefined` and `false`, and gives the answer. A question that throws counts as unanswered.
   */
  async until(command: string, limit?: Limit): Promise<string>;
  async until<T>(question: Question<T>, limit?: Limit): Promise<T>;
  async until<T>(
    what: string | Question<T>,
    { within: limit = usualLimit }: Limit = {},
  ): Promise<T | string> {
    const polled = await poll<T | string>(milliseconds(limit), (leftMs) =>
      typeof what === "string" ? this.#tryCommand(what, leftMs) : this.#tryQuestion(what),
    );
    if (polled.done) return polled.value;
    const { elapsedMs, tries, seen } = polled;
    const aim = typeof what === "string" ? `'${what}' to succeed` : `an answer to ${sourceOf(what)}`;
    const times = tries === 1 ? "once" : `${tries} times`;
    throw this.#error(
      `waited ${showSeconds(elapsedMs)} for ${aim}, and tried ${times}; the last time:`,
      seen,
    );
  }

  /**
   * Waits until the serial console prints what matches, and gives the match. The search goes on after what the
   * last one found, so that waits in a row find things that are printed in a row.
   */
  async untilConsole(pattern: RegExp, { within: limit = usualLimit }: Limit = {}): Promise<RegExpExecArray> {
    const started = performance.now();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new Error("it did not come")), milliseconds(limit));
    this.#qemu.ended.then((how) => stop.abort(new Error(`the virtual machine ended ${how}`)));
    try {
      return await this.#console.find(pattern, stop.signal);
    } catch (error) {
      const waited = showSeconds(performance.now() - started);
      throw this.#error(`waited ${waited} for the console to print ${pattern}`, [(error as Error).message]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Types on the serial console; "\n" is the Enter key. */
  type(keys: string): void {
    this.#qemu.console.write(keys.replaceAll("\n", "\r"));
  }

  /** Pulls the cable out of an interface. */
  async unplug(name: InterfaceName): Promise<void> {
    await this.#qemu.control.execute("set_link", { name, up: false });
  }

  /** Puts the cable back in. */
  async plug(name: InterfaceName): Promise<void> {
    await this.#qemu.control.execute("set_link", { name, up: true });
  }

  /** Powers off as a user would, and waits for the end. */
  async powerOff({ within: limit = usualLimit }: Limit = {}): Promise<void> {
    this.#commands.run("poweroff", milliseconds(limit)).catch(() => {}); // who powers off need not answer
    await this.untilEnded({ within: limit });
  }

  /** Waits until the machine has ended; gives how, "with status 0" when it powered off or rebooted. */
  async untilEnded({ within: limit = usualLimit }: Limit = {}): Promise<string> {
    const how = await within(this.#qemu.ended, milliseconds(limit));
    if (how !== undefined) return how;
    throw this.#error(`waited ${limit} for it to end`, ["it still runs"]);
  }

  /** Powers it off politely, then less politely. Throws nothing: a test's own error must not be lost. */
  async [Symbol.asyncDispose](): Promise<void> {
    await using _qemu = this.#qemu;
    const isUp = this.#takesCommands && this.#ended === undefined;
    if (isUp) await this.powerOff({ within: powerOffLimit }).catch(() => {});
  }

  async #tryCommand(command: string, leftMs: number): Promise<Try<string>> {
    const result = await this.#send(command, Math.max(leftMs, leastTryMs));
    if (result instanceof TimedOut) {
      return { done: false, seen: ["it was killed when time was over", ...showProgress(result)] };
    }
    if (result.status === 0) return { done: true, value: result.stdout.trimEnd() };
    return { done: false, seen: showResult(result) };
  }

  async #tryQuestion<T>(question: Question<T>): Promise<Try<T>> {
    const tried = await ask(question);
    if (tried.done || this.#ended === undefined) return tried;
    throw this.#error(
      `it ended ${this.#ended} before there was an answer to ${sourceOf(question)}`,
      tried.seen,
    );
  }

  /** A command's result, or how far it got when it took too long; throws when the machine ends. */
  async #send(command: string, withinMs: number): Promise<CommandResult | TimedOut> {
    try {
      return await this.#commands.run(command, withinMs);
    } catch (error) {
      if (error instanceof TimedOut) return error;
      throw this.#error(`'${command}' did not end`, [await this.#whyLost((error as Error).message)]);
    }
  }

  /** A connection closes a little before the process has ended; with its end one knows more. */
  async #whyLost(message: string): Promise<string> {
    const how = await within(this.#qemu.ended, 1000);
    return how === undefined ? message : `the virtual machine ended ${how}`;
  }

  #error(what: string, details: readonly string[]): MachineError {
    const wiring = { consoles: { kind: "terminal" }, nics: conventionalNics, extra: [] } as const;
    return new MachineError(what, details, {
      machine: this.name,
      consoleLines: this.#console.lastLines(shownConsoleLines),
      byHand: quoteWords([this.#vm.emulator, ...qemuArguments(this.#vm, wiring)]),
    });
  }
}

/** How far a command got that was killed. */
const showProgress = ({ result }: TimedOut): readonly string[] =>
  result === undefined ? ["the machine does not answer"] : showResult(result);
