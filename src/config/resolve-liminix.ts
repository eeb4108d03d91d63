/** Makes `import … from "liminix"` mean this very program, wherever the importing file is. */
import { registerHooks } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let registered = false;

/**
 * Call before a file outside of the project is loaded. A copy of liminix that lies nearer to that file would
 * have modules and devices of its own, which could not be used together with ours.
 */
export function resolveLiminix(file: string): void {
  if (registered || !relative(ROOT, file).startsWith("..")) return;
  registered = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "liminix" || specifier.startsWith("liminix/")
        ? next(specifier, { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  });
}
