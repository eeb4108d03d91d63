/** The folder `devices/` is the list of devices: nothing else names them. */
import { existsSync, readdirSync } from "node:fs";

export interface NamedDevice {
  readonly name: string;
  /** What is written on the box. */
  readonly title: string;
}

const FOLDER = new URL("../../devices/", import.meta.url);

/** The devices' names, in the order of the alphabet. */
export const deviceNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => existsSync(new URL(`${name}/device.ts`, FOLDER)))
    .sort();

/** Loads one device. The name must be one of `deviceNames()`. */
export async function loadDevice(name: string): Promise<NamedDevice> {
  const loaded: { default: NamedDevice } = await import(new URL(`${name}/device.ts`, FOLDER).href);
  return loaded.default;
}
