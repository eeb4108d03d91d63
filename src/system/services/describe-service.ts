/** A service as JSON for those who compare configurations: what it was called with, or what it does. */
import { isPlainObject } from "../../config/plain-object.ts";
import { type Json, showValue, toJson } from "../../config/show-value.ts";
import { isFragment } from "../../recipe/fragment.ts";
import { describeFragment } from "../describe-node.ts";
import type { Service } from "./service.ts";

export const describeService = ({ name, definition, parameters }: Service): Json =>
  name === definition.type
    ? (described(definition) as Json)
    : { service: name, ...(described(parameters) as Readonly<Record<string, Json>>) };

function described(value: unknown): Json {
  if (isFragment(value)) return describeFragment(value);
  if (Array.isArray(value)) return value.map(described);
  if (!isPlainObject(value) || "toJSON" in value) return toJson(value);
  if (typeof value.kind === "string" && typeof value.name === "string") return showValue(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, described(inner)]));
}
