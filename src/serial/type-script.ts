/**
 * Types a script at a boot loader, as a patient person would: waits for the prompt, types a line a few letters at a time,
 * each as soon as those before it have come back, and goes on when the prompt is there again. Boot loaders have next to no
 * room for letters that come while they are busy.
 */
import type { Duplex } from "node:stream";
import { systemError } from "../error.ts";

export interface Typing {
  readonly lines: readonly string[];
  /** What the boot loader says when it waits for a line; by default, a line that ends in "# ", "> " or "$ ". */
  readonly prompt?: string;
  /** How long a command may take. */
  readonly commandMs: number;
  readonly signal?: AbortSignal;
}

/** As many letters as any serial port holds. */
const LETTERS = 8;
const ECHO_MS = 10_000;
/** How often ^C is typed until somebody answers: the board may have to be switched on first. */
const KNOCK_MS = 500;
/** Stops a boot that is about to begin, and makes a new prompt; Enter alone would do U-Boot's last command again. */
const KNOCK = "\x03";
const ENTER = "\r";
const PROMPT = /(?:^|[\r\n])([^\r\n]{0,40}[#>$] )$/;

/** The lines of a script that are to be typed. */
export const linesOf = (script: string): readonly string[] =>
  script
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Ends when the last line is typed, with Enter behind it; what that does may never come back to a prompt. */
export async function typeScript(console: Duplex, typing: Typing): Promise<void> {
  const { lines, commandMs } = typing;
  using said = new Said(console, typing.signal);
  const prompt = await untilPrompt(console, said, typing);
  for (const [index, line] of lines.entries()) {
    if (index > 0) await said.until((text) => text.endsWith(prompt), commandMs, `the prompt '${prompt}'`);
    said.forget();
    for (let at = 0; at < line.length; at += LETTERS) {
      console.write(line.slice(at, at + LETTERS));
      const typed = line.slice(0, at + LETTERS);
      await said.until((text) => withoutBreaks(text).includes(typed), ECHO_MS, `'${typed}' to come back`);
    }
    said.forget();
    console.write(ENTER);
  }
}

/** Knocks until there is a prompt. */
async function untilPrompt(console: Duplex, said: Said, { prompt, commandMs }: Typing): Promise<string> {
  const found = (text: string): string | undefined =>
    prompt === undefined ? PROMPT.exec(text)?.[1] : text.endsWith(prompt) ? prompt : undefined;
  const knocking = setInterval(() => console.write(KNOCK), KNOCK_MS);
  console.write(KNOCK);
  try {
    await said.until((text) => found(text) !== undefined, commandMs, "a boot loader's prompt");
  } finally {
    clearInterval(knocking);
  }
  return found(said.text) ?? "";
}

/** A long line comes back broken where the boot loader's window ends. */
const withoutBreaks = (text: string): string => text.replaceAll(/[\r\n]/g, "");

/** What the console has printed since it was last forgotten. */
class Said implements Disposable {
  readonly #console: Duplex;
  readonly #signal: AbortSignal | undefined;
  #text = "";
  #look = (): void => {};

  constructor(console: Duplex, signal: AbortSignal | undefined) {
    this.#console = console;
    this.#signal = signal;
    console.on("data", this.#onData);
  }

  get text(): string {
    return this.#text;
  }

  forget(): void {
    this.#text = "";
  }

  async until(isThere: (text: string) => boolean, limitMs: number, what: string): Promise<void> {
    const limit = AbortSignal.timeout(limitMs);
    const stop = AbortSignal.any([limit, ...(this.#signal === undefined ? [] : [this.#signal])]);
    await new Promise<void>((resolve, reject) => {
      this.#look = () => {
        if (isThere(this.#text)) resolve();
      };
      const give = (): void => reject(limit.aborted ? this.#tooLate(what, limitMs) : stop.reason);
      stop.addEventListener("abort", give, { once: true });
      if (stop.aborted) give();
      this.#look();
    });
  }

  [Symbol.dispose](): void {
    this.#console.off("data", this.#onData);
  }

  readonly #onData = (bytes: Buffer): void => {
    this.#text += bytes.toString("latin1");
    this.#look();
  };

  #tooLate(what: string, limitMs: number) {
    const last = this.#text.trimEnd().split(/\r?\n/).slice(-5);
    return systemError({
      message: `Waited ${limitMs / 1000} s for ${what} on the serial port`,
      details: last[0] === "" ? ["nothing was said at all: is the board on, and the baud rate right?"] : last,
    });
  }
}
