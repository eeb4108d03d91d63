/**
 * Notification of readiness: a service's descriptor is a file, and whatever is written to it counts. A file and not
 * a pipe, since what is written while no limd runs is still there for the next one.
 */
import { IN_MODIFY, readDirectory } from "host";
import type { FileWatcher } from "./file-watcher.ts";
import { makeDirectory } from "./files.ts";
import { readyDirectory } from "./layout.ts";

/** Calls back with the name of each service whose file has changed. */
export function watchReadiness(watcher: FileWatcher, changed: (name: string) => void): void {
  makeDirectory(readyDirectory, { mode: 0o700 });
  watcher.watch(readyDirectory, IN_MODIFY, (names) => {
    for (const name of names ?? readDirectory(readyDirectory)) changed(name);
  });
}
