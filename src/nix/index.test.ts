import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("one file runs Nix and reads files; the others compute", () => {
  const folder = new URL("./", import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const touching = sources.filter((name) =>
    /from "node:(child_process|fs|http|https|net|os|readline|worker_threads)/.test(
      readFileSync(new URL(name, folder), "utf8"),
    ),
  );
  expect(touching).toEqual(["nix-process.ts"]);
});
