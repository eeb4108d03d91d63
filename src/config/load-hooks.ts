/** What Node should know about configurations outside of the project. */
import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url).href;

let registered = false;

/**
 * Call before a file outside of the project is loaded. `import … from "liminix"` then means this very program,
 * wherever the importing file is: a copy that lies nearer would have modules and devices of its own, which could
 * not be used together with ours. A `.ts` file is an ES module, whatever the package.json beside it says or leaves
 * out. And modules may be shared as npm packages, though Node itself strips no types from files below node_modules.
 */
export function hookLoading(file: string): void {
  if (registered || !relative(fileURLToPath(ROOT), file).startsWith("..")) return;
  registered = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === "liminix" || specifier.startsWith("liminix/"))
        return next(specifier, { ...context, parentURL: import.meta.url });
      const resolved = next(specifier, context);
      return isTypeScript(resolved.url) ? { ...resolved, format: "module-typescript" } : resolved;
    },
    load: (url, context, next) =>
      isTypeScript(url) && url.includes("/node_modules/")
        ? { format: "module", shortCircuit: true, source: withoutTypes(fileURLToPath(url)) }
        : next(url, context),
  });
}

/** Of somebody else: our own files are loaded as they always are. */
const isTypeScript = (url: string): boolean => url.endsWith(".ts") && !url.startsWith(ROOT);

/** Node says, once, that its function for this may change. It says nothing where it strips types by itself. */
function withoutTypes(file: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(readFileSync(file, "utf8"));
  } finally {
    process.emitWarning = emitWarning;
  }
}
