/** What becomes of what a service says: svlogd keeps it in a ring of files, or another service reads it. */
import { stat } from "host";
import type { ServiceEntry } from "../../lib/graph.ts";
import { type Launchers, withRights } from "../../lib/launch-file.ts";
import type { Accounts } from "./accounts.ts";
import { makeDirectory, replaceFile, replaceLink } from "./files.ts";
import { logDirectory, logSettings, pipeOf } from "./layout.ts";

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

/** Makes the directory, with svlogd's `config` in it. */
export function prepareLog(name: string, { log }: ServiceEntry, accounts: Accounts): void {
  if (log === undefined) return;
  makeDirectory(logDirectory(name), { mode: 0o750, gid: accounts.systemGroup });
  // svlogd counts the files besides the one that it writes.
  const [size, others] = [`s${log.sizeBytes}`, `n${Math.max(log.files - 1, 1)}`];
  const config = logSettings(size + others);
  if (stat(config) === undefined) {
    makeDirectory(config.slice(0, config.lastIndexOf("/")), { mode: 0o755 });
    replaceFile(config, `${size}\n${others}\n`, { mode: 0o640 });
  }
  replaceLink(`${logDirectory(name)}/config`, config);
}
