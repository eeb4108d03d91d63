/** What configurations, modules, packages and devices are written with. */
export { type Fragment, lines, quoteWord, type Shellable, sh, text } from "./recipe/fragment.ts";
export { type Kconfig, type KconfigValue, renderKconfig } from "./recipe/kconfig.ts";
export { definePackage, type Package } from "./recipe/package.ts";
export { mips24kc, type Platform } from "./recipe/platform.ts";
export { type Build, file, output, type Recipe, textFile } from "./recipe/recipe.ts";
export { debianSource } from "./recipe/source.ts";
