/** docs/configuration.md: its files are written to a folder, and its commands are run there and say what it shows. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { checkTypes } from "../../src/cli/check-types.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const guide = readFileSync(join(root, "docs/configuration.md"), "utf8");

const folder = mkdtempSync(join(tmpdir(), "liminix-guide-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files = [...guide.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, name = "", text = ""]) => ({ name, text }),
);
for (const { name, text } of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  // The line that names the file counts too, in the places of errors.
  writeFileSync(join(folder, name), `// ${name}\n${text}`);
}

const commands = [...guide.matchAll(/^```console\n\$ liminix (.*)\n([\s\S]*?)^```$/gm)].map(
  ([, words = "", says = ""]) => ({ words, says }),
);

const liminix = (words: readonly string[]) =>
  new Promise<string>((resolve) => {
    const env = { PATH: process.env.PATH, NO_COLOR: "1" };
    execFile(
      process.execPath,
      [join(root, "src/cli/main.ts"), ...words],
      { cwd: folder, env },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });

test("every example is a file", () => {
  expect(files.length).toBe(guide.match(/^```ts$/gm)?.length);
  expect(commands.length).toBe(guide.match(/^```console$/gm)?.length);
});

describe.concurrent("docs/configuration.md", () => {
  test.for(commands)(
    "$words says what it shows",
    { timeout: 60_000 },
    async ({ words, says }, { expect }) => {
      const said = await liminix(words.split(" "));
      // "…" stands for a line of liminix itself.
      const pattern = says
        .split("…")
        .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
        .join("[^\\n]*");
      expect(said).toMatch(new RegExp(`^${pattern}$`));
    },
  );

  test("has examples of the right types", async ({ expect }) => {
    const all = join(folder, "all.ts");
    writeFileSync(all, files.map(({ name }) => `import "./${name}";\n`).join(""));
    await expect(checkTypes(all)).resolves.toBeUndefined();
  });
});
