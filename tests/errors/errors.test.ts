/** Each folder here is a broken configuration with what `liminix check` says of it, to the letter. */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

const here = fileURLToPath(new URL("./", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const check = (folder: string, ...flags: readonly string[]) =>
  new Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const words = ["src/cli/main.ts", "check", `tests/errors/${folder}`, ...flags];
    const child = execFile(
      process.execPath,
      words,
      { cwd: root, env: { NO_COLOR: "1" } },
      (_error, stdout, stderr) => {
        resolve({ status: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });

describe.concurrent("a broken configuration", () => {
  test.for(folders.map(({ name }) => name))(
    "%s is told as expected",
    { timeout: 30_000 },
    async (name, { expect }) => {
      const { status, stdout, stderr } = await check(name);
      expect(status).toBe(1);
      expect(stdout).toBe("");
      await expect(stderr).toMatchFileSnapshot(`${here}${name}/expected.txt`);
    },
  );

  test("is told by the compiler in the same way", async ({ expect }) => {
    const { status, stderr } = await check("wrong-values", "--types");
    expect(status).toBe(1);
    await expect(stderr).toMatchFileSnapshot(`${here}wrong-values/expected-types.txt`);
  });
});
