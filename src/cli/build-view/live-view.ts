/**
 * The view for a terminal: what is finished scrolls away above, what runs is redrawn in a few lines below.
 * Each redraw is one write that moves up, writes over, and clears what is left, so nothing flickers.
 */
import type { BuildEvent } from "../../nix/index.ts";
import type { Output } from "../context.ts";
import type { Style } from "../style.ts";
import { duration } from "./duration.ts";
import { fit, printable, width } from "./fit.ts";
import { frame } from "./frame.ts";
import type { BuildPlan } from "./plan.ts";
import { type Activity, advance, beginProgress, hasFailed, type Progress } from "./progress.ts";
import { lostSince, outcome } from "./summary.ts";
import type { BuildView } from "./view.ts";

export interface LiveOptions {
  readonly verbose: boolean;
  readonly style: Style;
  readonly now: () => number;
}

const FRAME_MS = 100;
const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
const CLEAR_LINE = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";

export function liveView(output: Output, plan: BuildPlan, { verbose, style, now }: LiveOptions): BuildView {
  let progress: Progress = beginProgress(plan, now());
  /** Lines that wait to scroll away above the next frame. */
  let above: string[] = [];
  let drawn: readonly string[] = [];
  let resized = false;
  let ended = false;

  // A terminal that nobody told its size, as `script` makes for a pipe, says 0.
  const size = () => ({ columns: output.columns || 80, rows: output.rows || 24 });
  const draw = (lines: readonly string[]): void => {
    if (!resized && above.length === 0 && lines.join("\n") === drawn.join("\n")) return;
    const text = [...above, ...lines].map((line) => `${line}${CLEAR_LINE}\n`).join("");
    // After a change of size the old rows may be wrapped ones, which some terminals join again: clear them first.
    output.write(`${up(drawn, size().columns)}${resized ? CLEAR_BELOW : ""}${text}${CLEAR_BELOW}`);
    above = [];
    drawn = lines;
    resized = false;
  };
  const redraw = (): void => draw(frame(progress, now(), size(), style));
  const onResize = (): void => {
    resized = true;
    redraw();
  };
  const showCursor = (): void => void output.write(SHOW_CURSOR);
  const timer = setInterval(redraw, FRAME_MS);
  timer.unref();
  output.on("resize", onResize);
  process.once("exit", showCursor);
  output.write(HIDE_CURSOR);

  const onEvent = (event: BuildEvent): void => {
    if (ended) return;
    const before = progress;
    progress = advance(progress, event, now());
    above.push(...finishedLine(before, progress, event, now(), style));
    above.push(...lostSince(before, progress).map((line) => `  ${style.red("warning")}   ${line}`));
    if (verbose && event.kind === "log") above.push(...logLine(before, event, style));
    if (above.length > 200) redraw();
  };

  return {
    onEvent,
    end(how) {
      ended = true;
      clearInterval(timer);
      output.off("resize", onResize);
      process.off("exit", showCursor);
      draw(how === "done" ? [fit(outcome(progress, now()), size().columns - 1)] : []);
      output.write(SHOW_CURSOR);
      return progress;
    },
  };
}

/** Moves to the first row of what was drawn. A terminal made narrower since has wrapped it into more rows. */
function up(drawn: readonly string[], columns: number): string {
  const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0);
  return rows === 0 ? "\r" : `\x1b[${rows}A\r`;
}

function finishedLine(
  before: Progress,
  after: Progress,
  event: BuildEvent,
  nowMs: number,
  style: Style,
): string[] {
  if (event.kind !== "finished" || before.running.size === after.running.size) return [];
  const activity = before.running.get(event.id);
  if (activity === undefined) return [];
  const failed = hasFailed(before, activity);
  // Downloads are summed up at the end: a list of 130 packages tells nobody anything.
  if (activity.kind !== "build" && !failed) return [];
  const verb = failed ? `${style.red("failed")}  ` : `${style.green("built")}   `;
  return [`  ${verb}  ${activity.name}  ${style.dim(duration(nowMs - activity.startedMs))}`];
}

function logLine({ running }: Progress, event: BuildEvent & { kind: "log" }, style: Style): string[] {
  const activity: Activity | undefined = running.get(event.id);
  return activity === undefined ? [] : [`${style.dim(`${activity.name}>`)} ${printable(event.line)}`];
}
