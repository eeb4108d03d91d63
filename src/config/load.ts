/** From a path to the configuration it exports. Node strips the types itself, so lines stay where they are. */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LiminixError, userError } from "../error.ts";
import { type Configuration, type ConfiguredDevice, isConfiguration } from "./configuration.ts";
import { failedImport } from "./failed-import.ts";
import { hookLoading } from "./load-hooks.ts";
import { showPlace } from "./place.ts";
import { showValue } from "./show-value.ts";

const FILE = "configuration.ts";

/**
 * Loads a configuration: a file, or a folder with a `configuration.ts`. Where it exports a function of the
 * device, `device` is what the function is called with.
 */
export async function loadConfiguration(path: string, device?: ConfiguredDevice): Promise<Configuration> {
  const file = configurationFile(path);
  const name = showPlace({ file });
  hookLoading(file);
  const exported = await importDefault(file, name);
  if (typeof exported !== "function") return configured(exported, name);
  if (device === undefined) {
    throw userError({
      message: `'${name}' is a function of the device, and no device is named`,
      try: "--device NAME; `liminix devices` lists them",
    });
  }
  return configured(
    await called(exported as (device: ConfiguredDevice) => unknown, device, file, name),
    name,
  );
}

/** The file that a user names: by itself, or by its folder. */
export function configurationFile(path: string): string {
  const full = resolve(path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw userError({
      message: `Configuration '${path}' does not exist`,
      try: "give a file, or a folder with a configuration.ts",
    });
  }
  if (!stat.isDirectory()) {
    if (/\.[cm]?[jt]s$/.test(full)) return full;
    throw userError({ message: `Configuration '${path}' expects to be TypeScript, a file that ends in .ts` });
  }
  const file = join(full, FILE);
  if (isThere(file)) return file;
  const below = readdirSync(full).filter((name) => isThere(join(full, name, FILE)));
  throw userError({
    message: `Folder '${path}' has no ${FILE}`,
    try:
      below.length === 0
        ? `liminix init ${path}`
        : `a folder in it that has one: ${below.map((name) => join(path, name)).join(", ")}`,
  });
}

const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

async function importDefault(file: string, name: string): Promise<unknown> {
  let loaded: { readonly default?: unknown };
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (thrown) {
    throw thrown instanceof LiminixError ? thrown : failedImport(thrown, file, name);
  }
  if (!("default" in loaded)) {
    const others = Object.keys(loaded);
    throw userError({
      message: `Configuration '${name}' has no default export${others.length === 0 ? "" : `, only ${others.join(", ")}`}`,
      try: "export default defineConfiguration({ … })",
    });
  }
  return loaded.default;
}

async function called(
  make: (device: ConfiguredDevice) => unknown,
  device: ConfiguredDevice,
  file: string,
  name: string,
): Promise<unknown> {
  try {
    return await make(device);
  } catch (thrown) {
    throw thrown instanceof LiminixError ? thrown : failedImport(thrown, file, name);
  }
}

function configured(value: unknown, name: string): Configuration {
  if (isConfiguration(value)) return value;
  throw userError({
    message: `Configuration '${name}' exports ${showValue(value)}, expected what defineConfiguration returns`,
    try: "export default defineConfiguration({ … })",
  });
}
