/**
 * Writes `docs/options/<key>.md`, a page for each module that declares options, from the declarations.
 * `node tools/generate-option-docs.ts` writes; with `--check` it only says which pages differ.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { reference, referencePage } from "../src/config/index.ts";
import { loadModules } from "../src/content.ts";
import { keep } from "./generated-pages.ts";

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

if (import.meta.main) keep("docs/options", "tools/generate-option-docs.ts", await optionPages());
