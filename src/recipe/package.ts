/** Packages: recipes that people know by name, with what a person or a licence audit wants to know of them. */
import { fileURLToPath } from "node:url";
import { type Build, defineBuild } from "./recipe.ts";

export interface Package extends Build {
  readonly version: string;
  readonly description: string;
  /** Where its own project tells of it; what is written here has none. */
  readonly homepage?: string;
  /** SPDX expression. */
  readonly license: string;
}

type PackageSpec = Pick<Package, "name" | "version" | "description" | "license"> & {
  readonly meta: ImportMeta;
  readonly build: Build["script"];
} & Partial<
    Pick<
      Package,
      | "homepage"
      | "outputs"
      | "environment"
      | "source"
      | "nativeInputs"
      | "inputs"
      | "patches"
      | "environmentVariables"
      | "check"
    >
  >;

/** A package; `build` is its script and `check` runs what came out. */
export function definePackage(spec: PackageSpec): Package {
  const { meta, build, description, homepage, license, version, ...rest } = spec;
  const recipe = defineBuild({ ...rest, script: build, file: fileURLToPath(meta.url) });
  return Object.freeze({
    ...recipe,
    version,
    description,
    ...(homepage === undefined ? {} : { homepage }),
    license,
  });
}
