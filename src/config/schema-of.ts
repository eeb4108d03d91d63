/** JSON Schema of what may be written. */
import { isMarker } from "./marker.ts";
import { isGroup, isOption, type OptionTree } from "./option.ts";
import { type Json, toJson } from "./show-value.ts";
import type { JsonSchema } from "./type.ts";

/** The schema (draft 2020-12) of a tree of options: definitions that are plain values. */
export function schemaOf(tree: OptionTree): JsonSchema {
  const properties = Object.entries(tree).flatMap(([name, node]): [string, Json][] => {
    if (isGroup(node)) return [[name, schemaOf(node)]];
    if (!isOption(node)) return [];
    const byDefault =
      node.default === undefined || isMarker(node.default) ? {} : { default: toJson(node.default) };
    const examples = node.example === undefined ? {} : { examples: [toJson(node.example)] };
    return [[name, { ...node.type.schema(), description: node.description, ...byDefault, ...examples }]];
  });
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}
