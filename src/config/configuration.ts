/** What a user's `configuration.ts` exports. */
import type { Module } from "./module.ts";
import type { ConfigDefinitions } from "./options.ts";
import { type Capture, capture } from "./place.ts";
import { isPlainObject } from "./plain-object.ts";

/** As much of a device as the module system wants: it brings definitions, as a module does. */
export interface ConfiguredDevice {
  readonly name: string;
  readonly module?: Module;
}

export interface Configuration<Device extends ConfiguredDevice = ConfiguredDevice> {
  readonly kind: "configuration";
  readonly device?: Device;
  readonly imports: readonly Module[];
  readonly without: readonly Module[];
  readonly config: ConfigDefinitions;
  readonly capture: Capture;
}

interface Parts<Device> {
  /** The board this is for. A function of the device says it by its parameter, for more boards than one. */
  readonly device?: Device;
  /** Modules besides those that are always there. */
  readonly imports?: readonly Module[];
  /** Modules to switch off. */
  readonly without?: readonly Module[];
}

/** One router: its device, modules, and a value for each option that should not have its default. */
export function defineConfiguration<Device extends ConfiguredDevice>(
  spec: Parts<Device> & ConfigDefinitions,
): Configuration<Device> {
  const { device, imports = [], without = [], ...config } = { ...spec };
  return Object.freeze({
    kind: "configuration",
    imports,
    without,
    // What is no object of definitions is kept as it is: the evaluation says so, with its place.
    config: (isPlainObject(spec) ? config : spec) as ConfigDefinitions,
    capture: capture(),
    ...(device === undefined ? {} : { device }),
  });
}

export const isConfiguration = (value: unknown): value is Configuration =>
  typeof value === "object" && value !== null && (value as Partial<Configuration>).kind === "configuration";
