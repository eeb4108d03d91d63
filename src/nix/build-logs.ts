/** Keeps the end of each running build's log, for when it fails. */
import type { BuildEvent } from "./build-event.ts";

export interface BuildLogs {
  readonly add: (event: BuildEvent) => void;
  /** The last 25 lines of each build, by `.drv`. */
  readonly tails: ReadonlyMap<string, readonly string[]>;
}

/** Logs of one Nix process: give it its events. */
export function buildLogs(): BuildLogs {
  const drvs = new Map<number, string>();
  const tails = new Map<string, string[]>();
  return {
    tails,
    add(event) {
      if (event.kind === "started" && event.activity === "build" && event.drvPath !== undefined) {
        drvs.set(event.id, event.drvPath);
        tails.set(event.drvPath, []);
      } else if (event.kind === "log") {
        const tail = tails.get(drvs.get(event.id) ?? "");
        // After this Nix may show the page that the server sent instead, at any length.
        if (tail === undefined || tail.at(-1)?.startsWith("error: unable to download '")) return;
        tail.push(event.line);
        if (tail.length > 25) tail.shift();
      }
    },
  };
}
