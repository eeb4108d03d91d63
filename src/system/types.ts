/** Option types for what systems are made of. */
import { defineType, refuse, type Type } from "../config/index.ts";
import type { KconfigValue } from "../recipe/kconfig.ts";
import type { Package } from "../recipe/package.ts";
import { isRecipe, type Recipe } from "../recipe/recipe.ts";

/** A package, by value. */
export const packageType: Type<Package> = defineType<Package>({
  expects: 'a package, imported from "liminix/packages/…"',
  parse: (value) =>
    isRecipe(value) && value.kind === "build" && "license" in value ? (value as Package) : undefined,
  json: ({ name, version }) => `${name}-${version}`,
});

/** Anything that can be in a store. */
export const recipeType: Type<Recipe> = defineType<Recipe>({
  expects: "a store object: a package, file(import.meta, …) or textFile(…)",
  parse: (value) => (isRecipe(value) ? value : undefined),
  json: ({ name }) => name,
});

/** The value of a kernel's or busybox's option. */
export const kconfigValue: Type<KconfigValue> = defineType<KconfigValue>({
  expects: '"y", "m", "n", a number or a string',
  parse: (value) => {
    if (typeof value === "boolean") return refuse(undefined, value ? '"y"' : '"n"');
    if (typeof value === "string") return value.includes("\n") ? refuse("it has a newline") : value;
    return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
  },
  json: (value) => value,
});
