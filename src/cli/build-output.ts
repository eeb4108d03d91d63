/** From a configuration's file to one of its outputs in the store, watched on the way. */
import { didYouMean } from "../did-you-mean.ts";
import { userError } from "../error.ts";
import { findWorld } from "../ground.ts";
import { type Derivation, openStore, type Store } from "../nix/index.ts";
import { compose } from "../pipeline.ts";
import { Lowering } from "../recipe/lower.ts";
import type { Recipe } from "../recipe/recipe.ts";
import type { System } from "../system/assemble.ts";
import type { Values } from "./command.ts";
import type { configurationArguments } from "./configuration-arguments.ts";
import type { Context } from "./context.ts";
import { loadSystem } from "./load-system.ts";
import { type storeOptions, storeSettings } from "./store-options.ts";
import { watchedRealise } from "./watched-realise.ts";

export interface BuildRequest extends Values<typeof configurationArguments>, Values<typeof storeOptions> {
  readonly output: string;
  /** Build once more what is there, and compare. */
  readonly check: boolean;
}

export interface BuiltOutput {
  readonly path: string;
  readonly store: Store;
}

/** Builds what is missing; nothing is said when nothing is. */
export async function buildOutput(request: BuildRequest, context: Context): Promise<BuiltOutput> {
  return await buildOutputOf(await loadSystem(request, context), request, context);
}

/** The same of a system that was loaded already. */
export async function buildOutputOf(
  system: System,
  request: BuildRequest,
  context: Context,
): Promise<BuiltOutput> {
  const { world, lowering, derivation } = await lowerOutput(system, request.output);
  const store = openStore(storeSettings(request));
  const { check, verbose } = request;
  await watchedRealise({ world, lowering, store, derivations: [derivation], check }, context, verbose);
  return { path: derivation.outputs.out ?? "", store };
}

/** Several recipes of one system at once; their paths are in the order of the recipes. */
export async function buildRecipes(
  { device }: System,
  recipes: readonly Recipe[],
  request: Values<typeof storeOptions>,
  context: Context,
): Promise<{ readonly paths: readonly string[]; readonly store: Store }> {
  const world = await findWorld(device.platform);
  const lowering = new Lowering(world.ground);
  const derivations = recipes.map((recipe) => lowering.derivation(recipe));
  const store = openStore(storeSettings(request));
  await watchedRealise({ world, lowering, store, derivations }, context, request.verbose);
  return { paths: derivations.map(({ outputs }) => outputs.out ?? ""), store };
}

/** As far as one gets without a store: what would be built. */
export async function lowerOutput(system: System, output: string) {
  const outputs = compose(system);
  const recipe = Object.hasOwn(outputs, output) ? outputs[output] : undefined;
  if (recipe === undefined) throw noSuchOutput(output, Object.keys(outputs), system.device.name);
  const world = await findWorld(system.device.platform);
  const lowering = new Lowering(world.ground);
  const derivation: Derivation = lowering.derivation(recipe);
  return { world, lowering, derivation };
}

function noSuchOutput(name: string, names: readonly string[], device: string) {
  const near = didYouMean(name, names);
  return userError({
    message: `Output '${name}' is unknown for device '${device}'`,
    ...(near === undefined ? {} : { try: near }),
  });
}
