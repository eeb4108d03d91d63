/** What a serial console has printed, and waiting for more of it. */
import type { Readable } from "node:stream";

/** Text grows; a search goes on after what the last one found, as in expect(1). */
export class ConsoleText {
  #text = "";
  #searched = 0;
  #wake = new Set<() => void>();

  constructor(stream: Readable) {
    const decoder = new TextDecoder();
    // A QEMU that was killed resets the connection; that it has ended is told by its process.
    stream.on("error", () => {});
    stream.on("data", (bytes: Buffer) => {
      this.#text += decoder.decode(bytes, { stream: true }).replaceAll("\r", "");
      for (const wake of this.#wake) wake();
    });
  }

  /** All of it, with lines ended as on the host. */
  get text(): string {
    return this.#text;
  }

  lastLines(count: number): readonly string[] {
    return this.#text.trimEnd().split("\n").slice(-count);
  }

  /** The first match after the last one that was asked for; if it is not there by the signal, rejects with its reason. */
  async find(pattern: RegExp, signal: AbortSignal): Promise<RegExpExecArray> {
    const search = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
    return await new Promise((resolve, reject) => {
      const look = (): void => {
        const match = search.exec(this.#text.slice(this.#searched));
        if (match === null) return;
        this.#searched += match.index + match[0].length;
        this.#wake.delete(look);
        resolve(match);
      };
      const give = (): void => {
        this.#wake.delete(look);
        reject(signal.reason);
      };
      this.#wake.add(look);
      signal.addEventListener("abort", give, { once: true });
      look();
      if (signal.aborted) give();
    });
  }
}
