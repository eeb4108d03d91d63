/** Writes docs/cli.md from the commands' own descriptions; with --check it only says whether the page is up to date. */
import { readFileSync, writeFileSync } from "node:fs";
import { loadCommands } from "../src/cli/find-commands.ts";
import { referencePage } from "../src/cli/reference-page.ts";

const page = new URL("../docs/cli.md", import.meta.url);
const text = referencePage(await loadCommands());
if (!process.argv.includes("--check")) writeFileSync(page, text);
else if (readFileSync(page, "utf8") !== text) {
  process.stderr.write("docs/cli.md is not what the commands say\n  try: node tools/generate-cli-docs.ts\n");
  process.exitCode = 1;
}
