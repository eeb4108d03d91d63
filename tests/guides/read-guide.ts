/** What a guide shows: files, each named by its first line, and commands with what they say. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface GuideFile {
  readonly name: string;
  readonly text: string;
}

export function readGuide(name: string) {
  const guide = readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
  const files = [...guide.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, file = "", text = ""]): GuideFile => ({ name: file, text }),
  );
  const commands = [...guide.matchAll(/^```console\n\$ liminix (.*)\n([\s\S]*?)^```$/gm)].map(
    ([, words = "", says = ""]) => ({ words, says }),
  );
  return { guide, files, commands };
}

/** Writes its files to a folder. The line that names a file counts too, in the places of errors. */
export function writeGuide(files: readonly GuideFile[], folder: string): void {
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `// ${name}\n${text}`);
  }
}
