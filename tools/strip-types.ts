/**
 * Before npm packs: writes `built/`, the program without its types. Node strips none from files below
 * node_modules, where a packed liminix lies; `bin/start.js` reads these files instead. Types are replaced by
 * spaces, so lines and columns stay true.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../package.json" with { type: "json" };

const root = fileURLToPath(new URL("../", import.meta.url));
const built = join(root, "built");

const packed = manifest.files.filter((pattern) => !pattern.startsWith("!"));
const files = globSync(
  packed.map((name) => (name.endsWith(".ts") ? name : `${name}/**/*.ts`)),
  { cwd: root, exclude: (name) => /\.test(-d)?\.ts$/.test(name) },
);

rmSync(built, { recursive: true, force: true });
for (const file of files) {
  const to = join(built, file.replace(/\.ts$/, ".js"));
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, stripTypeScriptTypes(readFileSync(join(root, file), "utf8")));
}
