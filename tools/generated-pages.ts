/** A folder of pages that are made from declarations, and from nothing else. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Makes the folder what `pages` says, by file name. With `--check` it only says which differ, and ends with 1 if any does. */
export function keep(folder: string, tool: string, pages: ReadonlyMap<string, string>): void {
  const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const there = existsSync(path) ? readdirSync(path) : [];
  const stale = [...pages]
    .filter(([file, text]) => !there.includes(file) || readFileSync(path + file, "utf8") !== text)
    .map(([file]) => file);
  const wrong = [...stale, ...there.filter((file) => !pages.has(file))].sort();
  if (process.argv.includes("--check")) {
    for (const file of wrong) process.stderr.write(`${folder}/${file}: differs from the declarations\n`);
    if (wrong.length === 0) return;
    process.stderr.write(`run: node ${tool}\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(path, { recursive: true });
  for (const file of wrong) {
    const text = pages.get(file);
    if (text === undefined) rmSync(path + file);
    else writeFileSync(path + file, text);
  }
}
