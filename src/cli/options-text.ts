import {
  declaredBy,
  findEntries,
  type Module,
  modulesOf,
  reference,
  schemaOf,
  showEntry,
} from "../config/index.ts";
import { loadModules } from "../content.ts";
import { userError } from "../error.ts";
import { load } from "../pipeline.ts";
import { nearOr } from "./parse.ts";

interface Request {
  readonly path: string | undefined;
  readonly search: string | undefined;
  readonly config: string | undefined;
  readonly schema: boolean;
}

/** What `liminix options` says. */
export async function optionsText({ path, search, config, schema }: Request): Promise<string> {
  const modules = config === undefined ? await loadModules() : await ownModules(config);
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

/** All modules of a configuration, those of its own repository among them. */
async function ownModules(path: string): Promise<readonly Module[]> {
  const { modules, configuration, device } = await load(path);
  return modulesOf(modules, configuration, device);
}

function nothingFound(path: string | undefined, search: string | undefined, names: readonly string[]) {
  const word = search === undefined ? "" : ` that speaks of '${search}'`;
  return userError({
    message: path === undefined ? `There is no option${word}` : `There is no option '${path}'${word}`,
    try: nearOr(path ?? "", names, "liminix options, for all of them"),
  });
}
