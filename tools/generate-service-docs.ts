/**
 * Writes `docs/services/<name>.md`, a page for each folder of `services/`, from the declarations and the comments above
 * them. `node tools/generate-service-docs.ts` writes; with `--check` it only says which pages differ.
 */
import { readFileSync } from "node:fs";
import { reference, referencePage } from "../src/config/index.ts";
import { loadServices } from "../src/content.ts";
import type { Declared } from "../src/system/services/index.ts";
import { keep } from "./generated-pages.ts";

const opening = 'What can be called, by folder: `import { bridge } from "liminix/services/bridge"`.';

/** The pages by file name, the list of them among them. */
async function servicePages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const list: string[] = [];
  for (const [folder, services] of await loadServices()) {
    const comments = commentsIn(
      readFileSync(new URL(`../services/${folder}/service.ts`, import.meta.url), "utf8"),
    );
    const all = Object.entries(services).map(([name, declared]) => ({
      name,
      declared,
      comment:
        comments.get(name) ?? fail(`services/${folder}: '${name}' has no comment that says what it is`),
    }));
    list.push(...all.map(({ name, comment }) => `- [\`${name}\`](${folder}.md): ${comment}\n`));
    pages.set(
      `${folder}.md`,
      referencePage(
        `Services: ${folder}`,
        `../../services/${folder}/service.ts`,
        reference(all.map(({ name, declared }) => ({ at: name, options: declared.params }))),
        all.flatMap(({ name, declared, comment }) => [`**\`${name}\`**: ${comment}`, ...outputsOf(declared)]),
      ),
    );
  }
  return new Map([...pages, ["README.md", `# Services\n\n${opening}\n\n${list.join("")}`]]);
}

/** The comment above each exported service, its lines put together. */
function commentsIn(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const (\w+) = defineService\(/g);
  return new Map(
    [...found].map(([, comment = "", name = ""]) => [
      name,
      comment
        .split("\n")
        .map((line) => line.replace(/^\s*\*?\s*/, "").trim())
        .filter((line) => line !== "")
        .join(" "),
    ]),
  );
}

const outputsOf = ({ outputs }: Declared): readonly string[] =>
  Object.keys(outputs).length === 0
    ? []
    : [
        `Others may read: ${Object.entries(outputs)
          .map(([output, { expects }]) => `\`${output}\`, ${expects}`)
          .join("; ")}.`,
      ];

function fail(message: string): never {
  throw new Error(message);
}

keep("docs/services", "tools/generate-service-docs.ts", await servicePages());
