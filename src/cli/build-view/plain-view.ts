import type { Output } from "../context.ts";
import { byteSize } from "./byte-size.ts";
import { clock, duration } from "./duration.ts";
import { printable } from "./fit.ts";
import type { BuildPlan } from "./plan.ts";
import { type Activity, advance, beginProgress, hasFailed } from "./progress.ts";
import { counted, lostSince, outcome, planned } from "./summary.ts";
import type { BuildView } from "./view.ts";

export interface PlainOptions {
  readonly verbose: boolean;
  readonly now: () => number;
}

/** Files at least this large have lines of their own; the others are counted. */
const LARGE_BYTES = 20_000_000;
const FETCH_REPORT_MS = 10_000;
/** Copies that take less are told when they begin alone. */
const LONG_COPY_MS = 1_000;

export function plainView(output: Output, plan: BuildPlan, { verbose, now }: PlainOptions): BuildView {
  const beganMs = now();
  let progress = beginProgress(plan, beganMs);
  let fetchesReported = 0;
  let reportedMs = beganMs;
  const line = (text: string): void => void output.write(`${clock(now() - beganMs).padStart(6)}  ${text}\n`);
  line(planned(progress));

  /** Small downloads are told of in a lump: now and then, and when there are no more of them. */
  const reportFetches = (force: boolean): void => {
    const { finished, fetchedBytes } = progress;
    if (finished.fetch === fetchesReported || (!force && now() - reportedMs < FETCH_REPORT_MS)) return;
    line(
      `fetched ${counted(finished.fetch, "file")}${fetchedBytes > 0 ? `, ${byteSize(fetchedBytes)}` : ""}`,
    );
    fetchesReported = finished.fetch;
    reportedMs = now();
  };

  return {
    onEvent(event) {
      const before = progress;
      progress = advance(progress, event, now());
      for (const lost of lostSince(before, progress)) line(`warning: ${lost}`);
      if (event.kind === "log") {
        const activity = before.running.get(event.id);
        if (verbose && activity !== undefined) output.write(`${activity.name}> ${printable(event.line)}\n`);
        return;
      }
      if (event.kind === "started") begun(progress.running.get(event.id), line, () => reportFetches(true));
      if (event.kind === "finished") {
        const activity = before.running.get(event.id);
        if (activity !== undefined && hasFailed(before, activity)) {
          line(`failed ${activity.name} after ${duration(now() - activity.startedMs)}`);
        } else if (activity?.kind === "fetch") {
          const left = [...progress.running.values()].some(({ kind }) => kind === "fetch");
          reportFetches(!left);
        } else if (activity !== undefined) {
          const tookMs = now() - activity.startedMs;
          if (activity.kind === "build") line(`built ${activity.name} in ${duration(tookMs)}`);
          else if (tookMs >= LONG_COPY_MS) line(`copied ${activity.name} in ${duration(tookMs)}`);
        }
      }
    },
    end(how) {
      reportFetches(true);
      if (how === "done") line(outcome(progress, now()));
      return progress;
    },
  };
}

/** Builds and large files are named when they begin. */
function begun(activity: Activity | undefined, line: (text: string) => void, first: () => void): void {
  if (activity === undefined) return;
  const expected = activity.bytes?.expected ?? 0;
  if (activity.kind === "fetch" && expected < LARGE_BYTES) return;
  first();
  const where = activity.host === undefined ? "" : ` on ${activity.host}`;
  line(
    activity.kind === "fetch"
      ? `fetching ${activity.name}, ${byteSize(expected)}`
      : `${activity.kind === "build" ? "building" : "copying"} ${activity.name}${where}`,
  );
}
