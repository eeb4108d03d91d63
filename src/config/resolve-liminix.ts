/** What Node should know about configurations outside of the project. */
import { registerHooks } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let registered = false;

/**
 * Makes `import … from "liminix"` mean this very program, wherever the importing file is: a copy that lies nearer
 * would have modules and devices of its own, which could not be used together with ours. And a `.ts` file is an
 * ES module, whatever the package.json beside it says or leaves out. Call before such a file is loaded.
 */
export function resolveLiminix(file: string): void {
  if (registered || !relative(ROOT, file).startsWith("..")) return;
  registered = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === "liminix" || specifier.startsWith("liminix/"))
        return next(specifier, { ...context, parentURL: import.meta.url });
      const resolved = next(specifier, context);
      return isUsers(resolved.url) ? { ...resolved, format: "module-typescript" } : resolved;
    },
  });
}

const isUsers = (url: string): boolean => url.endsWith(".ts") && !url.includes("/node_modules/");
