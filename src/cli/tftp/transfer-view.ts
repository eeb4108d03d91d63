/**
 * What a server does, as lines: one when a transfer ends. What runs is shown below them on a terminal, several
 * times a second; anywhere else as a line every ten seconds.
 */
import type { ServerEvent, Transfer } from "../../tftp/index.ts";
import { fit } from "../build-view/fit.ts";
import type { Context } from "../context.ts";
import { isTerminal } from "../style.ts";
import { eventLine, progressLine } from "./transfer-line.ts";

export interface TransferView extends Disposable {
  readonly onEvent: (event: ServerEvent) => void;
}

const FRAME_MS = 200;
const PLAIN_MS = 10_000;
const CLEAR_BELOW = "\x1b[J";

export function transferView({ stdout, env }: Context): TransferView {
  const live = isTerminal(stdout, env);
  const running = new Map<Transfer, string>();
  let rowsDrawn = 0;

  const progress = (): readonly string[] =>
    [...running].map(([transfer, client]) => progressLine(client, transfer, performance.now()));
  const draw = (above: readonly string[], below: readonly string[]): void => {
    const { columns = 80, rows = 24 } = stdout;
    const shown = below.slice(0, Math.max(1, rows - 2)).map((line) => fit(line, columns - 1));
    const back = rowsDrawn === 0 ? "" : `\x1b[${rowsDrawn}A\r${CLEAR_BELOW}`;
    stdout.write(`${back}${[...above, ...shown].map((line) => `${line}\n`).join("")}`);
    rowsDrawn = shown.length;
  };
  const say = (lines: readonly string[]): void => {
    if (live) draw(lines, progress());
    else for (const line of lines) stdout.write(`${line}\n`);
  };
  const timer = setInterval(
    () => {
      if (live) draw([], progress());
      else say(progress());
    },
    live ? FRAME_MS : PLAIN_MS,
  );
  timer.unref();

  return {
    onEvent(event) {
      if (event.kind === "begun") running.set(event.transfer, event.client);
      if (event.kind === "ended") running.delete(event.transfer);
      const line = eventLine(event, performance.now());
      if (line !== undefined) say([line]);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      if (live) draw([], []);
    },
  };
}
