import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startingPoint } from "../config/starting-point.ts";
import { userError } from "../error.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Writes a starting point into a folder, or nothing if a file of it is there; gives the files' names. */
export function initialise(given: string, cwd: string): readonly string[] {
  const directory = resolve(cwd, given);
  const files = Object.entries(startingPoint(basename(directory), liminixFrom(directory)));
  const there = files.filter(([name]) => existsSync(join(directory, name)));
  if (there.length > 0) {
    throw userError({
      message: `'${given}' has ${there.map(([name]) => name).join(", ")} already`,
      try: "name a new folder: liminix init DIR",
    });
  }
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(directory, name), text);
  return files.map(([name]) => join(given, name));
}

/** From a checkout, npm shall link to it; what npm itself has installed has a version. */
function liminixFrom(directory: string) {
  const installed = root.includes("/node_modules/");
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const path = relative(directory, root);
  return installed
    ? { dependency: version, command: "npx liminix" }
    : { dependency: `file:${path}`, command: join(path, "liminix") };
}
