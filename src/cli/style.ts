import type { Context, Output } from "./context.ts";

/** How words are marked on one output: with colours on a terminal, not at all anywhere else. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Colours need a terminal that knows them, and a user who has not set NO_COLOR (no-color.org: any value but the empty one). */
export function styleOf(output: Output, env: Context["env"]): Style {
  const coloured = isTerminal(output, env) && (env.NO_COLOR ?? "") === "";
  const mark = (start: number, end: number) => (text: string) =>
    coloured ? `\x1b[${start}m${text}\x1b[${end}m` : text;
  return {
    bold: mark(1, 22),
    dim: mark(2, 22),
    red: mark(31, 39),
    green: mark(32, 39),
    cyan: mark(36, 39),
  };
}

/** Whether the cursor can be moved about on this output. */
export const isTerminal = (output: Output, env: Context["env"]): boolean =>
  output.isTTY === true && env.TERM !== "dumb";
