/** What modules/test-console/command-console.sh answers, line by line. */

/** How a command ended. */
export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Heard =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: string; readonly result: CommandResult };

type Stream = "stdout" | "stderr";

/** Takes lines and gives answers as they become whole. Lines that belong to none are passed over. */
export class AnswerReader {
  #id: string | undefined;
  #stream: Stream = "stdout";
  #text: Record<Stream, string[]> = { stdout: [], stderr: [] };

  push(line: string): Heard | undefined {
    if (line === "ready") {
      this.#id = undefined;
      return { kind: "ready" };
    }
    const [, id, word, status] = /^(\S+) (stdout|stderr|exit)(?: (\d+))?$/.exec(line) ?? [];
    if (id === undefined) {
      this.#text[this.#stream].push(line);
      return undefined;
    }
    if (word === "stdout") {
      this.#id = id;
      this.#text = { stdout: [], stderr: [] };
    }
    if (id !== this.#id) return undefined;
    if (word === "stdout" || word === "stderr") {
      this.#stream = word;
      return undefined;
    }
    this.#id = undefined;
    const result = {
      status: Number(status),
      stdout: this.#decoded("stdout"),
      stderr: this.#decoded("stderr"),
    };
    return { kind: "answer", id, result };
  }

  #decoded(stream: Stream): string {
    return Buffer.from(this.#text[stream].join(""), "base64").toString("utf8");
  }
}
