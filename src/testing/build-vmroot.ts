/** What `boot` boots: the image of a configuration for an emulated device. */
import { explainNixError } from "../cli/nix-error.ts";
import type { Configuration } from "../config/index.ts";
import { loadDevice } from "../content.ts";
import { userError } from "../error.ts";
import { findWorld } from "../ground.ts";
import { NixError, openStore } from "../nix/index.ts";
import { assemble, compose, loadValue } from "../pipeline.ts";
import { realise } from "../realise.ts";
import { Lowering } from "../recipe/lower.ts";
import { isDevice } from "../system/device.ts";

const built = new WeakMap<Configuration, Promise<string>>();

/** Builds what is missing of a configuration's `vmroot`, for its own device or for `qemu`; gives its store path. */
export async function buildVmroot(configuration: Configuration): Promise<string> {
  const known = built.get(configuration);
  if (known !== undefined) return await known;
  const building = build(configuration);
  built.set(configuration, building);
  return await building;
}

async function build(configuration: Configuration): Promise<string> {
  const device = isDevice(configuration.device) ? configuration.device : await loadDevice("qemu");
  const outputs = compose(assemble(await loadValue(configuration, device)));
  const recipe = outputs.vmroot;
  if (recipe === undefined) {
    throw userError({ message: `Device '${device.name}' cannot be booted: it is not emulated` });
  }
  const world = await findWorld(device.platform);
  const lowering = new Lowering(world.ground);
  const derivation = lowering.derivation(recipe);
  try {
    await realise({ world, lowering, store: openStore({ jobs: "auto" }), derivations: [derivation] });
  } catch (error) {
    throw error instanceof NixError ? explainNixError(error, new Map()) : error;
  }
  return derivation.outputs.out ?? "";
}
