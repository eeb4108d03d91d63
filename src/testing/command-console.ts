/** The host's end of the port for commands; modules/test-console/command-console.sh is the guest's. */
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import { AnswerReader, type CommandResult, type Heard } from "./answer-reader.ts";

/** The guest has this long to kill a command and say what it had printed. */
const killMs = 3000;

interface Waiting {
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: Error) => void;
}

/** A command that was killed for taking too long: the result is how far it got, if the guest still could say. */
export class TimedOut extends Error {
  readonly result: CommandResult | undefined;

  constructor(result: CommandResult | undefined) {
    super("the command took too long");
    this.name = "TimedOut";
    this.result = result;
  }
}

/** Runs commands in the guest, as many at once as are asked for. */
export class CommandConsole {
  /** Fulfilled when the guest takes commands; rejected if it ends before. */
  readonly ready: Promise<void>;
  readonly #stream: Duplex;
  readonly #waiting = new Map<string, Waiting>();
  #lastId = 0;
  #lost: string | undefined;

  constructor(stream: Duplex) {
    this.#stream = stream;
    const reader = new AnswerReader();
    this.ready = new Promise((resolve, reject) => {
      const lines = createInterface({ input: stream });
      lines.on("line", (line) => {
        const heard = reader.push(line);
        if (heard?.kind === "ready") resolve();
        if (heard !== undefined) this.#hear(heard);
      });
      // A QEMU that is killed resets the connection, and both are told; "close" follows.
      for (const told of [stream, lines]) told.on("error", () => {});
      stream.on("close", () => {
        this.#lost = "the virtual machine ended";
        reject(new Error(this.#lost));
        this.#dropAll(this.#lost);
      });
    });
    this.ready.catch(() => {}); // whoever waits for it is told
  }

  /** Runs a command by the guest's `sh`, and kills it with all it started when it takes longer than this. */
  async run(command: string, withinMs: number): Promise<CommandResult> {
    if (this.#lost !== undefined) throw new Error(this.#lost);
    const id = `${++this.#lastId}`;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#stream.write(`${id} run ${Buffer.from(command).toString("base64")}\n`);
        timer = setTimeout(() => {
          this.#waiting.set(id, { resolve: (result) => reject(new TimedOut(result)), reject });
          this.#stream.write(`${id} kill\n`);
          timer = setTimeout(() => reject(new TimedOut(undefined)), killMs);
        }, withinMs);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  #hear(heard: Heard): void {
    if (heard.kind === "ready") this.#dropAll("the guest's end of the command console was started anew");
    else this.#waiting.get(heard.id)?.resolve(heard.result);
  }

  #dropAll(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
  }
}
