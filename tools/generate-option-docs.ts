/**
 * Writes `docs/options/<key>.md`, a page for each module that declares options, from the declarations.
 * `node tools/generate-option-docs.ts` writes; with `--check` it only says which pages differ.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { reference, referencePage } from "../src/config/index.ts";
import { loadModules } from "../src/content.ts";

const FOLDER = fileURLToPath(new URL("../docs/options/", import.meta.url));

/** The pages by file name, the list of them among them. */
export async function optionPages(): Promise<ReadonlyMap<string, string>> {
  const modules = (await loadModules()).filter(({ at }) => at !== undefined);
  const pages = modules.map((module): [string, string] => [
    `${module.at}.md`,
    referencePage(`Options: ${module.at}`, relative(FOLDER, module.file), reference([module])),
  ]);
  const list = pages.map(([file]) => `- [${file.replace(/\.md$/, "")}](${file})\n`).join("");
  return new Map([...pages, ["README.md", `# Options\n\nOne page for each module.\n\n${list}`]]);
}

/** The pages that are not as the declarations have them. */
export async function stalePages(): Promise<readonly string[]> {
  const pages = await optionPages();
  const there = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const stale = [...pages].filter(
    ([file, text]) => !there.includes(file) || readFileSync(FOLDER + file, "utf8") !== text,
  );
  return [...stale.map(([file]) => file), ...there.filter((file) => !pages.has(file))].sort();
}

if (import.meta.main) {
  const stale = await stalePages();
  if (process.argv.includes("--check")) {
    for (const file of stale) process.stderr.write(`docs/options/${file}: differs from the declarations\n`);
    if (stale.length > 0) {
      process.stderr.write("run: node tools/generate-option-docs.ts\n");
      process.exitCode = 1;
    }
  } else {
    const pages = await optionPages();
    mkdirSync(FOLDER, { recursive: true });
    for (const file of stale) {
      const text = pages.get(file);
      if (text === undefined) rmSync(FOLDER + file);
      else writeFileSync(FOLDER + file, text);
    }
  }
}
