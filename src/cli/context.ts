import type { Readable, Writable } from "node:stream";

/** Where text goes: a terminal, or whatever takes a terminal's place in a pipe or a test. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Where keys come from. */
export interface Input extends Readable {
  readonly isTTY?: boolean;
}

/**
 * All that a command may know of the world. `main.ts` fills it from the process; a test makes its own and
 * runs the command line inside its own process.
 */
export interface Context {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
}
