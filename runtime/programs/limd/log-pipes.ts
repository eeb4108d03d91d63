/**
 * Fifos through which services read what others say. limd holds each open, and so do those that write to it and the
 * one that reads: what was said stays while any of them runs. log-pipe (packages/log-pipe) writes, and sees to it that
 * nobody waits for long for a reader that is slow or down.
 */
import { mknod, O_NONBLOCK, O_RDWR, open, S_IFIFO } from "host";
import type { Graph } from "../../lib/graph.ts";
import { unless } from "./attempt.ts";
import { makeDirectory } from "./files.ts";
import { pipeOf, pipesDirectory } from "./layout.ts";

export class LogPipes {
  readonly #consumers: ReadonlySet<string>;

  constructor({ services }: Graph) {
    const consumers = Object.values(services).map(({ logTo }) => logTo);
    this.#consumers = new Set(consumers.filter((consumer) => consumer !== undefined));
    if (this.#consumers.size > 0) makeDirectory(pipesDirectory, { mode: 0o700 });
    for (const consumer of this.#consumers) {
      unless(["EEXIST"], () => mknod(pipeOf(consumer), S_IFIFO | 0o600));
      open(pipeOf(consumer), O_RDWR | O_NONBLOCK);
    }
  }

  /** What this service reads as its standard input; undefined if nobody logs to it. */
  inputOf(service: string): string | undefined {
    return this.#consumers.has(service) ? pipeOf(service) : undefined;
  }
}
