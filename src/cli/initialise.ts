import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { completedManifest, type Liminix, type Manifest, startingPoint } from "../config/starting-point.ts";
import { userError } from "../error.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Writes a starting point into a folder that has no configuration; gives the names of the files written. Others
 * that are there stay as they are, but for package.json, which gets what it lacks.
 */
export function initialise(given: string, cwd: string): readonly string[] {
  const directory = resolve(cwd, given);
  const files = startingPoint(basename(directory), liminixFrom(directory));
  if (existsSync(join(directory, "configuration.ts"))) {
    throw userError({
      message: `'${given}' has a configuration.ts already`,
      try: "name a new folder: liminix init DIR",
    });
  }
  mkdirSync(directory, { recursive: true });
  return Object.entries(files).flatMap(([name, text]) => {
    const file = join(directory, name);
    const there = existsSync(file);
    if (there && name !== "package.json") return [];
    writeFileSync(file, there ? completedManifest(readManifest(directory), text) : text);
    return [join(given, name)];
  });
}

/** npm shall link to a checkout. An installed liminix comes from where the repository has it from. */
function liminixFrom(directory: string): Liminix {
  const installed = root.lastIndexOf("/node_modules/");
  if (installed === -1) {
    const path = relative(directory, root);
    return { dependency: `file:${path}`, command: join(path, "liminix") };
  }
  const repository = root.slice(0, installed);
  return {
    dependency: dependencyOf(repository, directory) ?? readManifest(root).version ?? "*",
    command: "npx liminix",
  };
}

function dependencyOf(repository: string, directory: string): string | undefined {
  if (!existsSync(join(repository, "package.json"))) return undefined;
  const { dependencies, devDependencies } = readManifest(repository);
  const found = dependencies?.liminix ?? devDependencies?.liminix;
  const path = /^file:(.*)$/.exec(found ?? "")?.[1];
  return path === undefined ? found : `file:${relative(directory, resolve(repository, path))}`;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, "package.json");
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw userError({
      message: `'${file}' cannot be read: ${thrown instanceof Error ? thrown.message : thrown}`,
      try: "mend it, or name a new folder: liminix init DIR",
    });
  }
}
