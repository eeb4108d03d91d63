/** The types of a configuration, asked of `tsc`: with all modules' options, and `liminix` meaning this program. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };
import { compilerOptions } from "../config/compiler-options.ts";
import { configurationFile } from "../config/load.ts";
import { systemError, userError } from "../error.ts";
import { readTypeErrors } from "./type-errors.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Fails with all that `tsc` finds in a configuration and the files that it imports. */
export async function checkTypes(path: string): Promise<void> {
  const file = configurationFile(path);
  const folder = mkdtempSync(join(tmpdir(), "liminix-types-"));
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project(file)));
    const complaints = readTypeErrors(await tsc(file, folder), folder);
    if (complaints.length > 0) throw userError(...complaints);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const project = (file: string) => ({
  compilerOptions: {
    ...compilerOptions,
    typeRoots: [join(root, "node_modules/@types"), join(root, "../@types")],
    // What may be imported is said once, for Node.
    paths: Object.fromEntries(
      Object.entries(manifest.exports).map(([name, target]) => [
        name.replace(/^\./, "liminix"),
        [join(root, target)],
      ]),
    ),
  },
  // Each module adds its options to the type of a configuration.
  files: [file],
  include: [join(root, "modules/*/index.ts")],
  exclude: [],
});

/** The compiler of the repository that the file is in, or ours. */
function compiler(file: string): string {
  for (const from of [dirname(file), root]) {
    const found = createRequire(join(from, "package.json")).resolve.paths("typescript") ?? [];
    const path = found.map((folder) => join(folder, "typescript/bin/tsc")).find(existsSync);
    if (path !== undefined) return path;
  }
  throw systemError({
    message: "There is no TypeScript compiler to check types with",
    try: "npm install --save-dev typescript @types/node",
  });
}

function tsc(file: string, folder: string): Promise<string> {
  const words = [compiler(file), "-p", folder, "--pretty", "false"];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 64e6 }, (_error, stdout) => resolve(stdout));
  });
}
