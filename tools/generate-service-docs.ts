/**
 * Writes `docs/services/<name>.md`, a page for each folder of `services/`, from the declarations.
 * `node tools/generate-service-docs.ts` writes; with `--check` it only says which pages differ.
 */
import { reference, referencePage } from "../src/config/index.ts";
import { loadServices } from "../src/content.ts";
import type { Declared } from "../src/system/services/index.ts";
import { keep } from "./generated-pages.ts";

/** The pages by file name, the list of them among them. */
export async function servicePages(): Promise<ReadonlyMap<string, string>> {
  const services = [...(await loadServices())];
  const pages = services.map(([folder, declared]): [string, string] => [
    `${folder}.md`,
    referencePage(
      `Services: ${folder}`,
      `../../services/${folder}/service.ts`,
      reference(declared.map(({ name, params }) => ({ at: name, options: params }))),
      declared.flatMap(introduction),
    ),
  ]);
  const list = services
    .map(([folder, declared]) => `- [${folder}](${folder}.md): ${declared.map(firstOf).join(" ")}\n`)
    .join("");
  const opening =
    'What can be called, one page for each folder: `import { pppoe } from "liminix/services/pppoe"`.';
  return new Map([...pages, ["README.md", `# Services\n\n${opening}\n\n${list}`]]);
}

const firstOf = ({ description }: Declared): string => description.split("\n")[0] ?? "";

const introduction = ({ name, description, outputs }: Declared): readonly string[] => [
  `**\`${name}\`**: ${description}`,
  ...(Object.keys(outputs).length === 0
    ? []
    : [
        `It tells others: ${Object.entries(outputs)
          .map(([output, { expects }]) => `\`${output}\`, ${expects}`)
          .join("; ")}.`,
      ]),
];

if (import.meta.main) keep("docs/services", "tools/generate-service-docs.ts", await servicePages());
