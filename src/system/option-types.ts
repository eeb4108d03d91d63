/** All option types: the module system's own, and those for what systems are made of. */
import { t as basic } from "../config/index.ts";
import { filesystemTree } from "./tree-type.ts";
import { kconfigValue, packageType, recipeType } from "./types.ts";

export const t = {
  ...basic,
  package: packageType,
  recipe: recipeType,
  kconfigValue,
  filesystemTree,
} as const;
