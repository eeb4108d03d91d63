/** The whole journey, from a path to recipes: each stage takes what the one before it gives. */
import {
  type Config,
  type Configuration,
  evaluate as evaluateModules,
  loadConfiguration,
  type Module,
} from "./config/index.ts";
import { deviceNames, loadDevice, loadModules, loadUnsupported, unsupportedNames } from "./content.ts";
import { didYouMean } from "./did-you-mean.ts";
import { userError } from "./error.ts";
import { assemble as assembleSystem, type System } from "./system/assemble.ts";
import { type Device, isDevice } from "./system/device.ts";

export { loadDevice } from "./content.ts";
export { compose } from "./image/compose.ts";

/** A configuration with the device it is built for and the modules that are always there. */
export interface Loaded {
  readonly configuration: Configuration;
  readonly device: Device;
  readonly modules: readonly Module[];
}

/** What a configuration is for that names no device: the one that everybody has. */
const usualDevice = "qemu";

/**
 * Reads a configuration and its device: `deviceName` if it is given, else the one that the configuration names
 * itself, else QEMU.
 */
export async function load(path: string, deviceName?: string): Promise<Loaded> {
  const names = deviceNames();
  if (deviceName !== undefined && unsupportedNames().includes(deviceName)) {
    const { title, because } = await loadUnsupported(deviceName);
    throw userError({
      message: `There is no image for '${deviceName}' (${title}) yet: ${because}`,
      try: `docs/devices/${deviceName}.md, which says what is missing`,
    });
  }
  if (deviceName !== undefined && !names.includes(deviceName)) {
    const meant = didYouMean(deviceName, names);
    throw userError({
      message: `Device '${deviceName}' is unknown`,
      ...(meant === undefined ? {} : { try: meant }),
    });
  }
  const [asked, modules] = await Promise.all([loadDevice(deviceName ?? usualDevice), loadModules()]);
  const configuration = await loadConfiguration(path, asked);
  const own = deviceName === undefined && isDevice(configuration.device) ? configuration.device : undefined;
  return { configuration, device: own ?? asked, modules };
}

/** The same for a configuration that is a value already. */
export async function loadValue(configuration: Configuration, device: Device): Promise<Loaded> {
  return { configuration, device, modules: await loadModules() };
}

/** Every option resolved; all mistakes at once, as one LiminixError. */
export const evaluate = ({ configuration, device, modules }: Loaded): Config =>
  evaluateModules(modules, configuration, device);

/** The system that a configuration comes to on its device. */
export const assemble = (loaded: Loaded): System => assembleSystem(evaluate(loaded), loaded.device);
