/** The example of docs/nix.md, run as it stands. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { scratchStore } from "./scratch-store.ts";

test("the example of docs/nix.md builds, and prints what the page says", async () => {
  const page = await readFile(new URL("../../docs/nix.md", import.meta.url), "utf8");
  const [, example = ""] = /```ts\n(.*?)```/s.exec(page) ?? [];
  await using real = await scratchStore();
  const folder = await mkdtemp(join(tmpdir(), "nix-docs-"));
  try {
    const file = join(folder, "example.ts");
    const library = new URL("../../src/nix/index.ts", import.meta.url).href;
    await writeFile(file, example.replace('"liminix/nix"', JSON.stringify(library)));
    const env = { ...process.env, NIX_CONFIG: `store = ${real.store}` };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
    expect(stdout).toMatch(/^\/nix\/store\/\w{32}-copy\nbuild copy\nfetch \w{32}-greeting\n$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
