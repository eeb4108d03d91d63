/** Directories of services that outlive them. */
import type { ServiceEntry } from "../../lib/graph.ts";
import type { Accounts } from "./accounts.ts";
import { makeDirectory } from "./files.ts";
import { stateDirectory } from "./layout.ts";

/** Makes a service's own directory, if it is to have one, and gives it to the service's user. */
export function prepareState(name: string, entry: ServiceEntry, accounts: Accounts): void {
  if (!entry.stateDirectory) return;
  const { user, group } = entry.process;
  const uid = user === undefined ? 0 : (accounts.uid(user) ?? 0);
  const gid = group === undefined ? 0 : (accounts.gid(group) ?? 0);
  makeDirectory(stateDirectory(name), { mode: 0o700, uid, gid });
}
