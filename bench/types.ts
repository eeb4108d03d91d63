/**
 * How long type checking takes with sixty modules of ten options besides those there are. Prints JSON. Run as
 * `node bench/types.ts`.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { writeMadeModules } from "./made-modules.ts";

const MODULES = 60;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = new URL("../.cache/bench-types/", import.meta.url);

writeMadeModules(folder, MODULES, 60);
const words = ["node_modules/typescript/bin/tsc", "-p", fileURLToPath(folder), "--extendedDiagnostics"];
const text = execFileSync(process.execPath, words, { cwd: root, encoding: "utf8" });
const read = (name: string): number => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(text)?.[1]);

process.stdout.write(
  `${JSON.stringify({ modules: MODULES, files: read("Files"), checkSeconds: read("Check time"), totalSeconds: read("Total time") }, undefined, 2)}\n`,
);
