/** Content is found by folder: `modules/` and `devices/` are the lists of modules and devices, and nothing names them. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Module } from "./config/index.ts";
import { type Device, isDevice } from "./system/device.ts";
import type { Declared } from "./system/services/index.ts";
import type { UnsupportedDevice } from "./system/sheet.ts";

const modulesFolder = new URL("../modules/", import.meta.url);
const examplesFolder = new URL("../examples/", import.meta.url);
const peersFolder = new URL("../tests/peers/", import.meta.url);
const servicesFolder = new URL("../services/", import.meta.url);
const devicesFolder = new URL("../devices/", import.meta.url);

/** The modules that every configuration has, by name. */
export async function loadModules(): Promise<readonly Module[]> {
  const loaded: readonly { readonly default: Module }[] = await Promise.all(
    foldersWith(modulesFolder, "index.ts").map(
      (name) => import(new URL(`${name}/index.ts`, modulesFolder).href),
    ),
  );
  return loaded.map((module) => module.default);
}

/** The functions that make services, by the folder and the name that they are imported by. */
export async function loadServices(): Promise<ReadonlyMap<string, Readonly<Record<string, Declared>>>> {
  const loaded = await Promise.all(
    foldersWith(servicesFolder, "service.ts").map(async (folder) => {
      const exported: Readonly<Record<string, Partial<{ declared: Declared }>>> = await import(
        new URL(`${folder}/service.ts`, servicesFolder).href
      );
      const declared = Object.entries(exported).flatMap(([name, { declared }]) =>
        declared === undefined ? [] : [[name, declared] as const],
      );
      return [folder, Object.fromEntries(declared)] as const;
    }),
  );
  return new Map(loaded);
}

/** The names of all devices, in the order of the alphabet. */
export const deviceNames = (): readonly string[] => foldersWith(devicesFolder, "device.ts");

/** The names of boards that there is no image for, in the order of the alphabet. */
export const unsupportedNames = (): readonly string[] => foldersWith(devicesFolder, "unsupported.ts");

/** Why there is none; the name must be one of `unsupportedNames()`. */
export async function loadUnsupported(name: string): Promise<UnsupportedDevice> {
  const loaded: { readonly default: UnsupportedDevice } = await import(
    new URL(`${name}/unsupported.ts`, devicesFolder).href
  );
  return loaded.default;
}

/** Loads one device; the name must be one of `deviceNames()`. */
export async function loadDevice(name: string): Promise<Device> {
  const loaded: { readonly default?: unknown } = await import(
    new URL(`${name}/device.ts`, devicesFolder).href
  );
  if (!isDevice(loaded.default)) throw new Error(`devices/${name}/device.ts does not export a device`);
  return loaded.default;
}

/** The names of the examples, in the order of the alphabet. */
export const exampleNames = (): readonly string[] => foldersWith(examplesFolder, "configuration.ts");

/** The names of the machines that can be run beside a router, in the order of the alphabet. */
export const peerNames = (): readonly string[] => foldersWith(peersFolder, "configuration.ts");

/** The folder of one; the name must be one of `peerNames()`. */
export const peerFolder = (name: string): string => fileURLToPath(new URL(name, peersFolder));

const foldersWith = (folder: URL, file: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/${file}`, folder)))
    .sort();
