/** What a test is told when a virtual machine did not do what was asked of it. */
import type { CommandResult } from "./answer-reader.ts";

export interface Evidence {
  readonly machine: string;
  /** The end of its console. */
  readonly consoleLines: readonly string[];
  /** A command that boots the same image by hand. */
  readonly byHand: string;
}

/** First what was asked and what came, then what else there is to know of the machine. */
export class MachineError extends Error {
  constructor(what: string, details: readonly string[], { machine, consoleLines, byHand }: Evidence) {
    super(
      [
        `${machine}: ${what}`,
        ...details.map((line) => `  ${line}`),
        `--- the last ${consoleLines.length} lines of ${machine}'s console`,
        ...consoleLines,
        "--- to boot it by hand, on the conventional networks",
        byHand,
      ].join("\n"),
    );
    this.name = "MachineError";
  }
}

const shownLines = 20;

/** A command's status and the ends of its two outputs, a line each. */
export function showResult({ status, stdout, stderr }: CommandResult): readonly string[] {
  return [`it ended with status ${status}`, ...showText("stdout", stdout), ...showText("stderr", stderr)];
}

function showText(name: string, text: string): readonly string[] {
  if (text.trim() === "") return [`${name}: nothing`];
  const lines = text.trimEnd().split("\n");
  const left = lines.length - shownLines;
  return [
    `${name}${left > 0 ? `, without its first ${left} lines` : ""}:`,
    ...lines.slice(-shownLines).map((l) => `  ${l}`),
  ];
}

/** "1.5 s", "90.0 s". */
export function showSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
