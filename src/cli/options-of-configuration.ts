import { type Config, explain, showDetails, showList } from "../config/index.ts";
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";
import { stableJson } from "./stable-json.ts";

/** What `liminix show options` says: all options in a line each, or all about some of them. */
export function optionsOfConfiguration(config: Config, path: string | undefined, json: boolean): string {
  const found = explain(config, path);
  if (found.length === 0) {
    const names = explain(config).map(({ name }) => name);
    throw userError({
      message: `There is no option '${path}'`,
      try: didYouMean(path ?? "", names) ?? "liminix options",
    });
  }
  if (json) return stableJson(found);
  return path === undefined ? showList(found) : showDetails(found);
}
