/** A terminal for tests: takes what a real one would take, and says what is to be seen on it. */
import { Writable } from "node:stream";
import type { Output } from "../context.ts";

/** An escape sequence (its numbers, its letter), or one sign that is shown or moves the cursor. */
const TOKEN = new RegExp(`${"\u001b"}\\[([?\\d;]*)([A-Za-z])|[\\s\\S]`, "gu");

export class FakeTerminal extends Writable implements Output {
  readonly isTTY = true;
  columns: number;
  rows: number;
  cursorHidden = false;
  #lines: string[] = [""];
  #row = 0;
  #column = 0;

  constructor(columns = 80, rows = 24) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
  }

  /** Everything that was ever written and not cleared since, lines that scrolled away included. */
  get text(): string {
    return this.#lines
      .map((line) => line.trimEnd())
      .join("\n")
      .trimEnd();
  }

  /** As terminals do that keep the text when they are resized: lines that no longer fit are wrapped. */
  resize(columns: number): void {
    this.columns = columns;
    const rowsAbove = (lines: readonly string[]) =>
      lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.trimEnd().length / columns)), 0);
    this.#row = rowsAbove(this.#lines.slice(0, this.#row));
    this.#lines = this.#lines.flatMap(
      (line) => line.trimEnd().match(new RegExp(`.{1,${columns}}`, "g")) ?? [""],
    );
    this.emit("resize");
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    for (const [token, count = "", command] of String(chunk).matchAll(TOKEN))
      this.#take(token, count, command);
    done();
  }

  #take(token: string, count: string, command: string | undefined): void {
    if (command === "A") this.#row = Math.max(0, this.#row - Number(count || 1));
    else if (command === "K") this.#set(this.#line.slice(0, this.#column));
    else if (command === "J") {
      this.#set(this.#line.slice(0, this.#column));
      this.#lines.length = this.#row + 1;
    } else if (command === "l" || command === "h") this.cursorHidden = command === "l";
    else if (command === "m") return;
    else if (token === "\r") this.#column = 0;
    else if (token === "\n") this.#newline();
    else if (command === undefined) this.#print(token);
    else throw new Error(`the fake terminal does not know ${JSON.stringify(token)}`);
  }

  #print(letter: string): void {
    if (this.#column >= this.columns) this.#newline();
    this.#set(
      this.#line.slice(0, this.#column).padEnd(this.#column) + letter + this.#line.slice(this.#column + 1),
    );
    this.#column += 1;
  }

  #newline(): void {
    this.#row += 1;
    this.#column = 0;
    this.#lines[this.#row] ??= "";
  }

  get #line(): string {
    return this.#lines[this.#row] ?? "";
  }

  #set(line: string): void {
    this.#lines[this.#row] = line;
  }
}
