/**
 * Nix's `--log-format internal-json` as build events: lines on stderr that begin with `@nix ` (JSONLogger,
 * libutil/logging.cc; the numbers are its ActivityType and ResultType).
 */
import { stripVTControlCharacters } from "node:util";
import type { Activity, BuildEvent } from "./build-event.ts";
import { nameOfPath } from "./store-path.ts";

/**
 * A parser for one Nix process: give it stderr's lines in their order. Nix 2.8 does not say which derivation
 * a fetch belongs to; `drvOfUrl` does. Texts of events have no escape sequences and no NUL in them.
 */
export function logParser(drvOfUrl?: ReadonlyMap<string, string>): (line: string) => BuildEvent | undefined {
  const running = new Map<string, Running>();
  let lastId = 0;

  const start = (entry: Entry): BuildEvent | undefined => {
    const activity = activities[entry.type ?? 0];
    if (activity === undefined || entry.id === undefined) return undefined;
    const id = activity === "builds" ? 0 : ++lastId;
    running.set(entry.id, { id, progress: "" });
    if (activity === "builds") return undefined;

    const [subject = "", from = ""] = (entry.fields ?? []).map(String);
    const url = activity === "build" ? "" : activity === "fetch" ? subject : from;
    const machine = activity === "build" ? from : "";
    const drvPath = activity === "build" ? subject : drvOfUrl?.get(url);
    return {
      kind: "started",
      id,
      activity,
      ...(drvPath === undefined ? {} : { drvPath }),
      name: activity === "fetch" ? fileNameOf(subject) : nameOfPath(subject).replace(/\.drv$/, ""),
      ...(url === "" ? {} : { url }),
      ...(machine === "" ? {} : { machine }),
    };
  };

  const result = (entry: Entry): BuildEvent | undefined => {
    const activity = running.get(entry.id ?? "");
    if (activity === undefined) return undefined;
    const { id } = activity;
    const [first = ""] = entry.fields ?? [];
    switch (entry.type) {
      case 101: // resBuildLogLine
      case 107: // resPostBuildLogLine
        return logLine(id, String(first));
      case 104: // resSetPhase
        return { kind: "phase", id, phase: plain(String(first)) };
      case 105: // resProgress
        return progress(activity, (entry.fields ?? []).map(Number));
      default:
        return undefined;
    }
  };

  return (line) => {
    const entry = parseEntry(line);
    switch (entry?.action) {
      case undefined:
        return line === "" ? undefined : message(plain(line).startsWith("error:") ? 0 : 2, line);
      case "start":
        return start(entry);
      case "result":
        return result(entry);
      case "stop": {
        const { id = 0 } = running.get(entry.id ?? "") ?? {};
        running.delete(entry.id ?? "");
        return id === 0 ? undefined : { kind: "finished", id };
      }
      case "msg":
        return message(entry.level ?? 2, entry.msg ?? "");
      default:
        return undefined;
    }
  };
}

interface Running {
  /** 0 for all builds together. */
  readonly id: number;
  /** What was last said of it: Nix repeats itself. */
  progress: string;
}

interface Entry {
  readonly action?: string;
  readonly id?: string;
  readonly type?: number;
  readonly level?: number;
  readonly msg?: string;
  readonly fields?: readonly (string | number)[];
}

const activities: Readonly<Record<number, Activity | "builds">> = {
  100: "copy", // actCopyPath
  101: "fetch", // actFileTransfer
  104: "builds", // actBuilds
  105: "build", // actBuild
  108: "substitute", // actSubstitute
};

function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith("@nix {")) return undefined;
  try {
    // An id is a process id times 2^32 and a count: too long for a number. No string can hold this pattern,
    // for within one a quote has a backslash before it.
    return JSON.parse(line.slice(5).replace(/"id":(\d+)/, '"id":"$1"'));
  } catch {
    return undefined;
  }
}

function progress(activity: Running, numbers: readonly number[]): BuildEvent | undefined {
  const said = numbers.join();
  if (said === activity.progress) return undefined;
  activity.progress = said;
  const [done = 0, expected = 0, running = 0, failed = 0] = numbers;
  if (activity.id === 0) return { kind: "builds", done, expected, running, failed };
  return { kind: "progress", id: activity.id, done, expected };
}

/**
 * A line of a build's log. When the builder cannot even be run, Nix's child sends its parent an error in
 * their wire format, which ends up here: a line of one byte 1, then fields with NULs between them.
 */
function logLine(id: number, text: string): BuildEvent | undefined {
  if (text === "\u0001") return undefined;
  const fields = text.startsWith("\u0005\0\0\0\0\0\0\0Error\0") ? text.split("\0") : [text];
  const longest = fields.reduce((a, b) => (b.length > a.length ? b : a));
  return { kind: "log", id, line: plain(longest) };
}

const message = (level: number, text: string): BuildEvent => ({ kind: "message", level, text: plain(text) });

/** Nix colours its messages, even here, and builders may do worse. */
const plain = (text: string): string => stripVTControlCharacters(text).replaceAll("\0", "").trimEnd();

const fileNameOf = (url: string): string => url.replace(/[?#].*$/, "").replace(/^.*\/(?=.)/, "");
