/**
 * Lets Node load a liminix that npm has installed: `node --import liminix/register`. Node strips no types from
 * files below node_modules, so each of ours is read from `built/`, where it has none; it keeps its name, for
 * messages and for what lies beside it.
 */
import { readFileSync } from "node:fs";
import module from "node:module";

const root = new URL("../", import.meta.url).href;

// A checkout that npm has linked to is not below node_modules, and has no `built/` that is up to date.
if (root.includes("/node_modules/")) {
  module.registerHooks({
    load: (url, context, next) =>
      url.startsWith(root) && url.endsWith(".ts")
        ? { format: "module", shortCircuit: true, source: readFileSync(withoutTypes(url)) }
        : next(url, context),
  });
}

function withoutTypes(url) {
  return new URL(`built/${url.slice(root.length, -".ts".length)}.js`, root);
}
