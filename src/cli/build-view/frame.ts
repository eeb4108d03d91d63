/** The lines of the live view, made anew from the progress at each frame. */
import type { Style } from "../style.ts";
import { byteSize } from "./byte-size.ts";
import { clock } from "./duration.ts";
import { fit, fitEnds, printable } from "./fit.ts";
import { type Activity, bytesFetched, type Progress, tally } from "./progress.ts";

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

const MOST_ACTIVITIES = 8;
const NAME_COLUMNS = 34;
/** Small files come and go faster than one can read: they are counted, not named. */
const SMALL_BYTES = 2_000_000;
const SHORT_MS = 3_000;
const HELD_UP_MS = 3_000;

/** What to show now; every line fits into the columns, and all of them into the rows. */
export function frame(progress: Progress, nowMs: number, size: FrameSize, style: Style): readonly string[] {
  const columns = size.columns - 1; // The last column stays free: some terminals wrap when it is written.
  const room = Math.max(1, Math.min(MOST_ACTIVITIES, size.rows - 3));
  const running = [...progress.running.values()];
  const small = running.filter((activity) => isSmall(activity, nowMs));
  const named = running.filter((activity) => !isSmall(activity, nowMs));
  const shown = named.slice(0, named.length > room ? room - 1 : room);
  const names = Math.min(NAME_COLUMNS, Math.max(0, ...shown.map(({ name }) => name.length)));
  return [
    ...shown.map((activity) => activityLine(activity, names, nowMs, columns, style)),
    ...(shown.length < named.length ? [plain(`and ${named.length - shown.length} more`, columns)] : []),
    ...(small.length > 0 && shown.length < room
      ? [
          plain(
            small.length === 1 ? `fetching  ${small[0]?.name}` : `fetching  ${small.length} small files`,
            columns,
          ),
        ]
      : []),
    ...(isHeldUp(progress, nowMs) ? [plain("waiting for another Nix, which builds the same", columns)] : []),
    style.bold(plain(totals(progress, nowMs), columns)),
  ];
}

function activityLine(
  activity: Activity,
  names: number,
  nowMs: number,
  columns: number,
  style: Style,
): string {
  const verb = VERBS[activity.kind];
  const name = fit(activity.name, names).padEnd(names);
  const head = fit(`  ${verb}  ${name}  ${clock(nowMs - activity.startedMs).padStart(5)}`, columns);
  const rest = fitEnds(doing(activity), columns - head.length - 2);
  return `${style.cyan(head)}${rest === "" ? "" : `  ${style.dim(rest)}`}`;
}

const VERBS = { build: "building", fetch: "fetching", copy: "copying " } as const;

function doing({ bytes, phase, line, host }: Activity): string {
  if (bytes !== undefined) {
    if (bytes.expected <= 0) return byteSize(bytes.done);
    const percent = Math.min(100, Math.floor((100 * bytes.done) / bytes.expected));
    return `${byteSize(bytes.done)} of ${byteSize(bytes.expected)}, ${percent} %`;
  }
  const news = printable(line ?? phase ?? "");
  return host === undefined ? news : `on ${host}${news === "" ? "" : `: ${news}`}`;
}

/** Nix takes up the next thing within moments, unless somebody else's Nix has a lock on all that is left. */
const isHeldUp = ({ running, movedMs }: Progress, nowMs: number): boolean =>
  running.size === 0 && nowMs - movedMs > HELD_UP_MS;

const isSmall = ({ kind, bytes, startedMs }: Activity, nowMs: number): boolean =>
  kind === "fetch" && (bytes?.expected ?? 0) < SMALL_BYTES && nowMs - startedMs < SHORT_MS;

function totals(progress: Progress, nowMs: number): string {
  const { total, done, left } = tally(progress);
  const { done: here, expected } = bytesFetched(progress);
  const bytes = here < expected ? `, ${byteSize(here)} of ${byteSize(expected)} fetched` : "";
  return `${done} of ${total} done, ${left} left, ${progress.running.size} running${bytes}  ${clock(nowMs - progress.startedMs)}`;
}

const plain = (text: string, columns: number): string => fit(`  ${text}`, columns);
