import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { trackedFiles } from "./tracked-files.ts";

const readme = readFileSync("README.md", "utf8");
const documents = trackedFiles().filter((file) => file.endsWith(".md"));

describe("README.md", () => {
  test("shows the configuration of examples/gateway as it is", () => {
    const shown = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    expect(shown).toContain(readFileSync("examples/gateway/configuration.ts", "utf8"));
  });

  test("names only commands that there are", () => {
    const named = [...readme.matchAll(/\.\/liminix ([a-z-]+)/g)].map(([, command = ""]) => command);
    expect(named).toContain("run");
    for (const command of named) expect(existsSync(`src/cli/commands/${command}.ts`), command).toBe(true);
  });

  test.each([...new Set(readme.match(/\.\/(?:liminix|run-tests)\b/g))])("%s can be run", (script) => {
    expect(() => accessSync(script, constants.X_OK)).not.toThrow();
  });
});

test.each(documents)("what %s links to is there", (document) => {
  const links = [...readFileSync(document, "utf8").matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(
    ([, to = ""]) => to,
  );
  const missing = links.filter((to) => !existsSync(posix.join(posix.dirname(document), to)));
  expect(missing).toEqual([]);
});
