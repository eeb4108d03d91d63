/** The line of a configuration or module that a root of an image comes from. */
import { type Config, explain, showPath } from "../../config/index.ts";
import type { CompiledGraph } from "../../system/services/index.ts";
import type { ImageRoot } from "./image-contents.ts";

/** "services.names, in modules/gateway/index.ts:37:5"; a service that nobody asked for, by who needs it. */
export function whereFrom(root: ImageRoot, config: Config, graph: CompiledGraph): string {
  if (root.kind === "file") return place(config, showPath(["filesystem", ...root.name.split("/").slice(1)]));
  const asked = askedFor(root.name, config, graph);
  const from = place(config, showPath(["services", asked.at(-1) ?? root.name]));
  return asked.length === 1
    ? from
    : `needed by ${asked
        .slice(1)
        .map((name) => `'${name}'`)
        .join(", by ")}: ${from}`;
}

/** An option's name with the places of the definitions that count. */
export function place(config: Config, option: string): string {
  const found = explain(config, option).find(({ name }) => name === option);
  const places = (found?.definitions ?? []).flatMap(({ counts, place, from }) =>
    counts && place !== undefined ? [from ?? place] : [],
  );
  return places.length === 0 ? option : `${option}, in ${places.join(" and ")}`;
}

/** From a service to the nearest one that an option names. */
function askedFor(name: string, config: Config, { services }: CompiledGraph): readonly string[] {
  const cameFrom = new Map<string, string | undefined>([[name, undefined]]);
  for (const at of cameFrom.keys()) {
    if (at in config.services) return backwards(at, cameFrom).toReversed();
    for (const [other, { dependencies, contents, logTo }] of Object.entries(services)) {
      if ([...dependencies, ...contents, logTo].includes(at) && !cameFrom.has(other)) cameFrom.set(other, at);
    }
  }
  return [name];
}

function backwards(name: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
  const before = cameFrom.get(name);
  return before === undefined ? [name] : [name, ...backwards(before, cameFrom)];
}
