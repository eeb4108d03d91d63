/** What becomes of what a service says: svlogd keeps it in a ring of files, or another service reads it. */
import type { ServiceEntry } from "../../lib/graph.ts";
import { type Launchers, withRights } from "../../lib/launch-file.ts";
import type { Accounts } from "./accounts.ts";
import { makeDirectory, replaceFile } from "./files.ts";
import { logDirectory, pipeOf } from "./layout.ts";

/** The words of the program that reads what this service says; undefined if it has none. */
export const loggerOf = (
  name: string,
  { log, logTo }: ServiceEntry,
  launchers: Launchers,
): readonly string[] | undefined => {
  if (logTo !== undefined) return [...withRights(launchers, []), launchers.logPipe, pipeOf(logTo), name];
  if (log === undefined) return undefined;
  return [...withRights(launchers, []), "/bin/svlogd", "-tt", logDirectory(name)];
};

/** Makes the directory and writes svlogd's `config`. */
export function prepareLog(name: string, { log }: ServiceEntry, accounts: Accounts): void {
  if (log === undefined) return;
  makeDirectory(logDirectory(name), { mode: 0o750, gid: accounts.systemGroup });
  // svlogd counts the files besides the one that it writes.
  const config = `s${log.sizeBytes}\nn${Math.max(log.files - 1, 1)}\n`;
  replaceFile(`${logDirectory(name)}/config`, config, { mode: 0o640 });
}
