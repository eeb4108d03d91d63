import { byteSize } from "./byte-size.ts";
import { duration } from "./duration.ts";
import { printable } from "./fit.ts";
import { bytesFetched, type Progress, tally } from "./progress.ts";

/** What is about to happen: "to do: fetch 130 files (151.2 MB), build 12 packages". */
export function planned(progress: Progress): string {
  const steps = [...progress.plan.steps.values()];
  const fetches = steps.filter(({ kind }) => kind === "fetch").length;
  const { expected } = bytesFetched(progress);
  return `to do: ${listing(fetches, steps.length - fetches, "fetch", "build", inBrackets(expected))}`;
}

/** What has happened: "done in 4 min 12 s: fetched 130 files (151.2 MB), built 12 packages". */
export function outcome(progress: Progress, nowMs: number): string {
  const { finished, fetchedBytes, startedMs } = progress;
  const what = listing(finished.fetch, finished.build, "fetched", "built", inBrackets(fetchedBytes));
  const copied = finished.copy > 0 ? `copied ${counted(finished.copy, "object")}` : "";
  return `done in ${duration(nowMs - startedMs)}: ${[what, copied].filter(Boolean).join(", ") || "nothing to do"}`;
}

/** What a stop leaves behind. */
export function stopped(progress: Progress): string {
  const { done, total } = tally(progress);
  return `stopped; what is finished is kept (${done} of ${total}), run the same again to go on`;
}

/** The machines that were given up since then. */
export const lostSince = (before: Progress, after: Progress): readonly string[] =>
  after.lost
    .slice(before.lost.length)
    .map(({ machine, reason }) => `${machine} builds nothing: ${printable(reason)}`);

const inBrackets = (bytes: number): string => (bytes > 0 ? ` (${byteSize(bytes)})` : "");

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function listing(fetches: number, builds: number, fetch: string, build: string, size: string): string {
  return [
    ...(fetches > 0 ? [`${fetch} ${counted(fetches, "file")}${size}`] : []),
    ...(builds > 0 ? [`${build} ${counted(builds, "package")}`] : []),
  ].join(", ");
}
