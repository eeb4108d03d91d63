/**
 * Fails on an import that goes against the direction of data (ARCHITECTURE.md): each folder of the engine
 * may import itself and what is listed here. Run as `node tools/check-layers.ts`.
 */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { trackedFiles } from "./tracked-files.ts";

/** Open to all that do not stand alone. */
const shared = ["src/error.ts", "src/did-you-mean.ts"];

/** What each folder may import of the project. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/nix": [],
  "src/config": shared,
  "src/inputs": shared,
  "src/recipe": [...shared, "src/nix", "src/inputs"],
  "src/system": [...shared, "src/config", "src/recipe", "runtime/lib"],
  "src/image": [...shared, "src/system", "src/recipe"],
  "src/firewall": [...shared, "src/config", "src/system", "runtime/lib"],
  "src/qemu": [...shared, "src/nix", "src/system"],
  "src/tftp": [],
  "src/serial": shared,
  "src/testing": ["src"],
  "src/cli": ["src", "package.json"],
  runtime: [], // runs on the router: nothing of the host is there
};

/** Content, found by folder name: it uses the engine through its public face, and other content. */
const content = ["devices", "examples", "modules", "packages", "services"];
const contentMayImport = ["src/index.ts", ...content];

export interface Import {
  readonly file: string;
  readonly line: number;
  readonly imported: string;
}

/** The relative imports of a file, resolved to paths from the project's root. */
export function importsOf(file: string, text: string): readonly Import[] {
  const pattern =
    /^(?:import|export)\b(?:[^;"'`=()]*?\bfrom)?\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    line: text.slice(0, match.index + match[0].length).split("\n").length,
    imported: posix.join(posix.dirname(file), match[1] ?? match[2] ?? ""),
  }));
}

/** Whether data may pass this way; tests may reach wherever they like. */
export function isAllowed({ file, imported }: Import): boolean {
  if (/\.test(-d)?\.ts$/.test(file)) return true;
  if (content.some((folder) => inside(file, folder))) {
    return [posix.dirname(file), ...contentMayImport].some((to) => inside(imported, to));
  }
  const layer = Object.entries(mayImport).find(([folder]) => inside(file, folder));
  if (layer === undefined) return true; // tools, tests, bench and the pipeline itself stand above all
  const [folder, allowed] = layer;
  return [folder, ...allowed].some((to) => inside(imported, to));
}

const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

if (import.meta.main) {
  const wrong = trackedFiles()
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => importsOf(file, readFileSync(file, "utf8")))
    .filter((found) => !isAllowed(found));
  for (const { file, line, imported } of wrong) {
    process.stderr.write(`${file}:${line}: may not import ${imported}\n`);
  }
  if (wrong.length > 0) process.exitCode = 1;
}
