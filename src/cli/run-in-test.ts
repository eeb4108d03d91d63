/** The command line inside a test's own process, with what it wrote and its exit status. */
import { PassThrough, Writable } from "node:stream";
import type { Context, Output } from "./context.ts";
import { run } from "./run.ts";

export interface RunOptions {
  readonly isTTY?: boolean;
  readonly env?: Context["env"];
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Told each text as it is written. */
  readonly onStderr?: (text: string) => void;
  readonly onStdout?: (text: string) => void;
}

export async function runInTest(words: readonly string[], options: RunOptions = {}) {
  const stdout = collector(options.isTTY === true, options.onStdout);
  const stderr = collector(options.isTTY === true, options.onStderr);
  const status = await run(words, {
    stdin: new PassThrough(),
    stdout: stdout.output,
    stderr: stderr.output,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(
  isTTY: boolean,
  onText: (text: string) => void = () => {},
): { readonly output: Output; readonly text: () => string } {
  const chunks: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      onText(String(chunk));
      done();
    },
  });
  return { output: Object.assign(output, { isTTY }), text: () => chunks.join("") };
}
