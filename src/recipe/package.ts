/** Packages: recipes that people know by name, with what a person or a licence audit wants to know of them. */
import { fileURLToPath } from "node:url";
import { type Build, defineBuild } from "./recipe.ts";

export interface Package extends Build {
  readonly version: string;
  readonly description: string;
  readonly homepage: string;
  /** SPDX expression. */
  readonly license: string;
}

type PackageSpec = Pick<Package, "name" | "version" | "description" | "homepage" | "license"> & {
  readonly meta: ImportMeta;
  readonly build: Build["script"];
} & Partial<
    Pick<
      Build,
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
  return Object.freeze({ ...recipe, version, description, homepage, license });
}
