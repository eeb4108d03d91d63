/** Renders a service's files into its own directory, where nobody else may look. */
import { readFile } from "host";
import { fillTemplate, type Values } from "../../lib/fill-template.ts";
import type { ServiceEntry } from "../../lib/graph.ts";
import type { Template } from "../../lib/template.ts";
import type { Accounts } from "./accounts.ts";
import { makeDirectory, replaceFile } from "./files.ts";
import { filesDirectory } from "./layout.ts";

/** Throws with a sentence when a file can't be rendered: then none of them changed after it. */
export function renderFiles(
  name: string,
  { files, process }: ServiceEntry,
  accounts: Accounts,
  values: Values,
): void {
  if (files.length === 0) return;
  const uid = process.user === undefined ? 0 : (accounts.uid(process.user) ?? 0);
  const directory = filesDirectory(name);
  makeDirectory(directory, { mode: 0o700, uid });
  for (const file of files) {
    const { path } = file;
    const at = path.lastIndexOf("/");
    if (at > 0) makeDirectory(`${directory}/${path.slice(0, at)}`, { mode: 0o700, uid });
    const filled = fillTemplate(JSON.parse(readFile(file.template)) as Template, file.escape, values);
    if ("problem" in filled) throw new Error(`its file ${path} cannot be written: ${filled.problem}`);
    replaceFile(`${directory}/${path}`, filled.text, { mode: 0o600, uid });
  }
}
