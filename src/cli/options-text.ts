import { declaredBy, findEntries, reference, schemaOf, showEntry } from "../config/index.ts";
import { loadModules } from "../content.ts";
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";

interface Request {
  readonly path: string | undefined;
  readonly search: string | undefined;
  readonly schema: boolean;
}

/** What `liminix options` says. */
export async function optionsText({ path, search, schema }: Request): Promise<string> {
  const modules = await loadModules();
  if (schema) return `${JSON.stringify(schemaOf(declaredBy(modules)), undefined, 2)}\n`;
  const all = reference(modules);
  const wanted = {
    ...(path === undefined ? {} : { under: path }),
    ...(search === undefined ? {} : { word: search }),
  };
  const found = findEntries(all, wanted);
  if (found.length === 0)
    throw nothingFound(
      path,
      search,
      all.map(({ name }) => name),
    );
  return `${found.map(showEntry).join("\n\n")}\n`;
}

function nothingFound(path: string | undefined, search: string | undefined, names: readonly string[]) {
  const meant = path === undefined ? undefined : didYouMean(path, names);
  const word = search === undefined ? "" : ` that speaks of '${search}'`;
  return userError({
    message: path === undefined ? `There is no option${word}` : `There is no option '${path}'${word}`,
    try: meant ?? "liminix options, for all of them",
  });
}
