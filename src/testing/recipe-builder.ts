/** Recipes alone, built for a platform in the machine's own store: for tests of what comes of them. */
import { findWorld } from "../ground.ts";
import { NixError, openStore } from "../nix/index.ts";
import { realise } from "../realise.ts";
import { Lowering } from "../recipe/lower.ts";
import type { Platform } from "../recipe/platform.ts";
import type { Recipe } from "../recipe/recipe.ts";

export interface RecipeBuilder {
  /** Where a recipe's result is, once it is built. */
  readonly built: (recipe: Recipe) => Promise<string>;
  /** What a build that fails says last; nothing of one that does not. */
  readonly saidBy: (recipe: Recipe) => Promise<readonly string[]>;
}

export async function recipeBuilder(platform: Platform): Promise<RecipeBuilder> {
  const world = await findWorld(platform);
  const lowering = new Lowering(world.ground);
  const built = async (recipe: Recipe): Promise<string> => {
    const derivation = lowering.derivation(recipe);
    await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
    return derivation.outputs.out ?? "";
  };
  const saidBy = async (recipe: Recipe): Promise<readonly string[]> => {
    try {
      await built(recipe);
      return [];
    } catch (error) {
      if (error instanceof NixError && error.problem.kind === "build-failed") return error.problem.lastLines;
      throw error;
    }
  };
  return { built, saidBy };
}
