#!/usr/bin/env node
/**
 * Where `npx liminix` arrives, in a repository that has liminix as a dependency. Node strips no types from
 * files below node_modules, so this does; and where `node` is older than liminix needs, it starts the one that
 * came with liminix.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const OLDEST = 24;
const root = new URL("../", import.meta.url);

if (Number(process.versions.node.split(".")[0]) < OLDEST) {
  const require = module.createRequire(import.meta.url);
  const node = require.resolve(`node-linux-${process.arch}/bin/node`);
  const { status } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exit(status ?? 111);
}

// Node says that stripping by this function may change. It says nothing when it strips by itself.
const { emitWarning } = process;
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).includes("stripTypeScriptTypes")) emitWarning.call(process, warning, ...rest);
};
module.registerHooks({
  load: (url, context, next) =>
    url.startsWith(root.href) && url.endsWith(".ts")
      ? {
          format: "module",
          shortCircuit: true,
          source: module.stripTypeScriptTypes(readFileSync(fileURLToPath(url), "utf8")),
        }
      : next(url, context),
});
await import(new URL("src/cli/main.ts", root).href);
