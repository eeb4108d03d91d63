import { listOf, mapOf, setOf } from "./collection.ts";
import { int, port } from "./number.ts";
import { boolean, lines, oneOf, pattern, string } from "./scalar.ts";
import { submodule } from "./submodule.ts";

/** The types an option may have. Other layers add theirs with `defineType`. */
export const t = {
  boolean,
  string,
  lines,
  pattern,
  oneOf,
  int,
  port,
  listOf,
  setOf,
  mapOf,
  submodule,
} as const;
