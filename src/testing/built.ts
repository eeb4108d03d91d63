/** What recipes come to, for tests that look into it. */
import { findWorld } from "../ground.ts";
import { NixError, openStore } from "../nix/index.ts";
import { realise } from "../realise.ts";
import { Lowering } from "../recipe/lower.ts";
import { mips24kc, type Platform } from "../recipe/platform.ts";
import type { Recipe } from "../recipe/recipe.ts";

const workshops = new Map<Platform, ReturnType<typeof openWorkshop>>();

/**
 * The store path of a recipe's result, which is built unless it is there: for big-endian MIPS if no platform is named.
 * Rejects with a `NixError` if that fails.
 */
export async function built(recipe: Recipe, platform: Platform = mips24kc): Promise<string> {
  const workshop = workshops.get(platform) ?? openWorkshop(platform);
  workshops.set(platform, workshop);
  const { world, lowering } = await workshop;
  const derivation = lowering.derivation(recipe);
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  return derivation.outputs.out ?? "";
}

/** What the build of a recipe that fails says last; nothing of one that does not. */
export async function saidBy(recipe: Recipe, platform: Platform = mips24kc): Promise<readonly string[]> {
  try {
    await built(recipe, platform);
    return [];
  } catch (error) {
    if (error instanceof NixError && error.problem.kind === "build-failed") return error.problem.lastLines;
    throw error;
  }
}

async function openWorkshop(platform: Platform) {
  const world = await findWorld(platform);
  return { world, lowering: new Lowering(world.ground) };
}
