/** Guides: their files are written to a folder, and their commands are run there and say what they show. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkTypes } from "../../src/cli/check-types.ts";
import { readGuide, writeGuide } from "./read-guide.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const liminix = (words: readonly string[], cwd: string) =>
  new Promise<string>((resolve) => {
    const env = { PATH: process.env.PATH, NO_COLOR: "1" };
    execFile(
      process.execPath,
      [join(root, "src/cli/main.ts"), ...words],
      { cwd, env },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });

for (const name of [
  "configuration.md",
  "firewall.md",
  "gateway.md",
  "internet.md",
  "networks.md",
  "services.md",
]) {
  const { guide, files, commands } = readGuide(name);
  const folder = mkdtempSync(join(tmpdir(), "liminix-guide-"));
  beforeAll(() => writeGuide(files, folder));
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.concurrent(`docs/${name}`, () => {
    test("has no example that is not a file or a command", () => {
      expect(files.length).toBe(guide.match(/^```ts$/gm)?.length);
      expect(commands.length).toBe(guide.match(/^```console$/gm)?.length);
    });

    test.for(commands)(
      "$words says what it shows",
      { timeout: 60_000 },
      async ({ words, says }, { expect }) => {
        const said = await liminix(words.split(" "), folder);
        // "…" stands for a part of a line, and for any number of lines where it is one by itself.
        const escaped = says.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
        const pattern = escaped.replaceAll(/^…$/gm, "[^]*").replaceAll("…", "[^\\n]*");
        expect(said).toMatch(new RegExp(`^${pattern}$`));
      },
    );

    test("has examples of the right types", async ({ expect }) => {
      const all = join(folder, "all.ts");
      writeFileSync(all, files.map(({ name: file }) => `import "./${file}";\n`).join(""));
      await expect(checkTypes(all)).resolves.toBeUndefined();
    });
  });
}

test("docs/services.md shows the picture that liminix draws", async () => {
  const { files } = readGuide("services.md");
  const folder = mkdtempSync(join(tmpdir(), "liminix-guide-"));
  try {
    writeGuide(
      files.filter(({ name }) => name.startsWith("attic/")),
      folder,
    );
    await liminix(["show", "services", "attic", "--output", "graph.svg"], folder);
    await expect(readFileSync(join(folder, "graph.svg"), "utf8")).toMatchFileSnapshot(
      join(root, "docs/images/services.svg"),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
