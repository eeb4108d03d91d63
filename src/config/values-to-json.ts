import { isGroup, isOption, type OptionTree } from "./option.ts";
import type { Json } from "./show-value.ts";

/** The values of a tree of options as JSON, in the order of the alphabet, each in the way of its type. */
export function valuesToJson(tree: OptionTree, values: unknown): Json {
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([, node]) => isOption(node) || isGroup(node))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, node]): [string, Json] => {
        const value: unknown = (values as Readonly<Record<string, unknown>>)[key];
        return [key, isOption(node) ? node.type.json(value) : valuesToJson(node as OptionTree, value)];
      }),
  );
}
