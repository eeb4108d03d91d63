import { LiminixError } from "../error.ts";
import type { Style } from "./style.ts";

/**
 * An error as the user reads it. Those that are somebody's to mend say so by themselves; any other is our
 * mistake, says that, and keeps its stack.
 */
export function renderError(error: unknown, style: Style): string {
  if (error instanceof LiminixError) return `${paint(error.message, style)}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${style.red(style.bold("error:"))} This is a mistake in liminix, not in what you wrote\n${indent(stack)}\n`;
}

const paint = (text: string, style: Style): string =>
  text
    .replace(/^error:/gm, style.red(style.bold("error:")))
    .replace(/^ {2}try:/gm, `  ${style.bold("try:")}`);

const indent = (text: string): string => text.replace(/^/gm, "  ");
