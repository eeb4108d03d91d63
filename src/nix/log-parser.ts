/**
 * Nix's `--log-format internal-json` as build events: lines on stderr that begin with `@nix ` (libutil's
 * JSONLogger; the numbers are its ActivityType and ResultType).
 */
import { stripVTControlCharacters } from "node:util";
import type { Activity, BuildEvent } from "./build-event.ts";
import { nameOfPath } from "./store-path.ts";

/**
 * A parser for one Nix process: give it stderr's lines in their order. Nix 2.8 does not say which derivation
 * a fetch belongs to; `drvOfUrl` does.
 */
export function logParser(drvOfUrl?: ReadonlyMap<string, string>): (line: string) => BuildEvent | undefined {
  const running = new Map<string, number>();
  let builds: string | undefined;
  let lastId = 0;

  const start = (entry: Entry): BuildEvent | undefined => {
    if (entry.type === 104) builds = entry.id; // actBuilds
    const activity = activities[entry.type ?? 0];
    if (activity === undefined || entry.id === undefined) return undefined;
    const id = ++lastId;
    const [first = "", second = "", third = ""] = (entry.fields ?? []).map(String);
    const drvPath = activity === "build" ? first : drvOfUrl?.get(first);
    const url = { build: "", fetch: first, substitute: second, copy: second === "" ? third : second }[
      activity
    ];
    running.set(entry.id, id);
    return {
      kind: "started",
      id,
      activity,
      ...(drvPath === undefined ? {} : { drvPath }),
      name: activity === "fetch" ? fileNameOf(first) : nameOfPath(first).replace(/\.drv$/, ""),
      ...(url === "" ? {} : { url }),
    };
  };

  const result = (entry: Entry): BuildEvent | undefined => {
    const [first = "", second = "", third = "", fourth = ""] = entry.fields ?? [];
    if (entry.type === 105 && entry.id === builds) {
      return {
        kind: "builds",
        done: Number(first),
        expected: Number(second),
        running: Number(third),
        failed: Number(fourth),
      };
    }
    const id = running.get(entry.id ?? "");
    if (id === undefined) return undefined;
    switch (entry.type) {
      case 101: // resBuildLogLine
      case 107: // resPostBuildLogLine
        return { kind: "log", id, line: String(first) };
      case 104: // resSetPhase
        return { kind: "phase", id, phase: String(first) };
      case 105: // resProgress
        return { kind: "progress", id, done: Number(first), expected: Number(second) };
      default:
        return undefined;
    }
  };

  return (line) => {
    const entry = parseEntry(line);
    if (entry === undefined)
      return line === "" ? undefined : { kind: "message", level: 2, text: plain(line) };
    switch (entry.action) {
      case "start":
        return start(entry);
      case "result":
        return result(entry);
      case "stop": {
        const id = running.get(entry.id ?? "");
        running.delete(entry.id ?? "");
        return id === undefined ? undefined : { kind: "finished", id };
      }
      case "msg":
        return { kind: "message", level: entry.level ?? 2, text: plain(entry.msg ?? "") };
      default:
        return undefined;
    }
  };
}

interface Entry {
  readonly action: string;
  readonly id?: string;
  readonly type?: number;
  readonly level?: number;
  readonly msg?: string;
  readonly fields?: readonly (string | number)[];
}

const activities: Readonly<Record<number, Activity>> = {
  100: "copy", // actCopyPath
  101: "fetch", // actFileTransfer
  105: "build", // actBuild
  108: "substitute", // actSubstitute
};

function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith("@nix ")) return undefined;
  try {
    // An id is a process id times 2^32 and a count: too long for a number. No string can hold this pattern,
    // for within one a quote has a backslash before it.
    return JSON.parse(line.slice(5).replace(/"id":(\d+)/, '"id":"$1"'));
  } catch {
    return undefined;
  }
}

/** Nix colours its messages, even here. */
const plain = (text: string): string => stripVTControlCharacters(text).trimEnd();

const fileNameOf = (url: string): string => url.replace(/[?#].*$/, "").replace(/^.*\/(?=.)/, "");
