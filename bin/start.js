/**
 * Starts a liminix that npm has installed. Node strips no types from files below node_modules, so each of ours
 * is read from `built/`, where it has none; it keeps its name, for messages and for what lies beside it.
 */
import { readFileSync } from "node:fs";
import module from "node:module";

const OLDEST = 24;
const root = new URL("../", import.meta.url);

if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  process.stderr.write(
    `error: liminix needs Node ${OLDEST} or newer, and this is ${process.version}
  try: npm install --include=optional, which brings one for Linux on x86-64 and arm64
`,
  );
  process.exit(111);
}

module.registerHooks({
  load: (url, context, next) =>
    url.startsWith(root.href) && url.endsWith(".ts")
      ? { format: "module", shortCircuit: true, source: readFileSync(withoutTypes(url)) }
      : next(url, context),
});
await import(new URL("src/cli/main.ts", root).href);

function withoutTypes(url) {
  return new URL(`built/${url.slice(root.href.length, -".ts".length)}.js`, root);
}
