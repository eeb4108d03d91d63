/** What a build is about to do, known before it starts: every derivation that is needed and missing. */
import { relative } from "node:path";
import type { Derivation } from "../../nix/index.ts";
import type { Recipe } from "../../recipe/recipe.ts";

export interface BuildPlan {
  readonly steps: ReadonlyMap<string /* drvPath */, BuildStep>;
}

export interface BuildStep {
  /** "musl-1.2.3" */
  readonly name: string;
  readonly kind: "fetch" | "build";
  /** Where a person would mend it: "packages/musl/package.ts". */
  readonly file?: string;
  /** Of a file that is fetched, as the lock has it. */
  readonly sizeBytes?: number;
}

/** The steps that make the missing derivations, told apart by the recipes they were lowered from. */
export const planOf = (
  missing: readonly Derivation[],
  recipeOf: (drvPath: string) => Recipe | undefined,
  cwd: string,
): BuildPlan => ({
  steps: new Map(missing.map((derivation) => [derivation.drvPath, stepOf(derivation, recipeOf, cwd)])),
});

function stepOf(
  { name, drvPath, fixedOutput }: Derivation,
  recipeOf: (drvPath: string) => Recipe | undefined,
  cwd: string,
): BuildStep {
  const recipe = recipeOf(drvPath);
  const kind = fixedOutput === undefined ? "build" : "fetch";
  if (recipe?.kind === "download") return { name, kind, sizeBytes: recipe.sizeBytes };
  const file = recipe?.kind === "build" ? recipe.file : undefined;
  return { name, kind, ...(file === undefined ? {} : { file: relative(cwd, file) }) };
}
