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
import { type Device, isDevice } from "../system/device.ts";

const built = new WeakMap<Configuration, Map<Device | undefined, Promise<string>>>();

/**
 * Builds what is missing of a configuration's `vmroot`, for this device, else for its own, else for `qemu`; gives its
 * store path.
 */
export async function buildVmroot(configuration: Configuration, device?: Device): Promise<string> {
  const forDevices = built.get(configuration) ?? new Map<Device | undefined, Promise<string>>();
  built.set(configuration, forDevices);
  const known = forDevices.get(device);
  if (known !== undefined) return await known;
  const building = build(configuration, device);
  forDevices.set(device, building);
  return await building;
}

async function build(configuration: Configuration, wanted: Device | undefined): Promise<string> {
  const own = isDevice(configuration.device) ? configuration.device : undefined;
  const device = wanted ?? own ?? (await loadDevice("qemu"));
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
