/**
 * TypeScript of the router's programs as JavaScript: types become white space, so that every place in it is the
 * same place in the sources, and an error on the router names the line that a person wrote.
 */
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { userError } from "../error.ts";

export interface ScriptModule {
  /** Its path below the root, as the sources have it: "runtime/lib/graph.ts". */
  readonly path: string;
  readonly text: string;
}

/** What every program on the router can import; `packages/limjs` has them. */
const builtins = new Set(["std", "os", "host"]);

/** A module and all that it imports by relative paths; paths are below `root`, and sorted. */
export function scriptModules(root: URL, main: string): readonly ScriptModule[] {
  const found = new Map<string, ScriptModule>();
  const visit = (path: string, importedAt: string | undefined): void => {
    if (found.has(path)) return;
    const text = withoutTypes(contents(new URL(path, root), importedAt));
    found.set(path, { path, text });
    for (const { specifier, line } of importsOf(text)) {
      if (builtins.has(specifier)) continue;
      const place = `imported in ${path}:${line}`;
      const resolved = new URL(specifier, new URL(path, root)).href;
      if (!specifier.startsWith(".") || !resolved.startsWith(root.href)) throw noSuchModule(specifier, place);
      visit(resolved.slice(root.href.length), place);
    }
  };
  visit(main, undefined);
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function contents(url: URL, importedAt: string | undefined): string {
  try {
    return readFileSync(url, "utf8");
  } catch (error) {
    throw userError({
      message: `Cannot read '${fileURLToPath(url)}': ${(error as NodeJS.ErrnoException).code}`,
      ...(importedAt === undefined ? {} : { places: [importedAt] }),
    });
  }
}

const noSuchModule = (specifier: string, place: string) =>
  userError({
    message: `Module "${specifier}" is not one of the router's`,
    places: [place],
    try: `a file by its relative path, or ${[...builtins].map((name) => `"${name}"`).join(", ")}`,
  });

/** Every import of text without types, by the line of its end; Biome puts each on a line of its own. */
function importsOf(text: string): readonly { readonly specifier: string; readonly line: number }[] {
  const pattern = /^(?:import|export)\b(?:[^;"'`=()]*?\bfrom)?\s*["']([^"']+)["']/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? "",
    line: text.slice(0, match.index + match[0].length).split("\n").length,
  }));
}

const stripped = new Map<string, string>();

/** One file is in many programs, and its types are taken out once. */
function withoutTypes(text: string): string {
  const known = stripped.get(text);
  if (known !== undefined) return known;
  const { emitWarning } = process;
  // Node says on its first call that the function is experimental: that is for us to know, not for users.
  process.emitWarning = () => {};
  try {
    const plain = stripTypeScriptTypes(text);
    stripped.set(text, plain);
    return plain;
  } finally {
    process.emitWarning = emitWarning;
  }
}
