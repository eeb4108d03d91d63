/**
 * Recipes: descriptions of what can be in a store. They are plain frozen values that refer to each other;
 * nothing is fetched, read or built until `lower` turns them into derivations for a pair of platforms.
 */
import { fileURLToPath } from "node:url";
import type { Fragment } from "./fragment.ts";
import type { Platform } from "./platform.ts";
import type { DebianFiles, SourceTree } from "./source.ts";

export type Recipe = Build | Download | LocalFile | TextFile;

/** One output of a recipe that has several; a recipe alone means its first. */
export interface OutputOf {
  readonly kind: "output-of";
  readonly recipe: Build;
  readonly output: string;
}

/** What a build's script may ask for. */
export interface BuildContext {
  /** The platform of the machine that builds. */
  readonly build: Platform;
  /** The platform that the result runs on. */
  readonly host: Platform;
}

/** What a check may ask for; it runs in the build root, with the bare compiler. */
export interface CheckContext extends BuildContext {
  /** A folder whose `bin` has the package's programs, such as the build machine can run. */
  readonly self: Fragment;
  /** Words to put before any other program of the host, to run it here. */
  readonly emulate: Fragment;
}

export interface Build {
  readonly kind: "build";
  readonly name: string;
  readonly version?: string;
  /** Names of the store objects it makes; in the script `$out`, `$dev` and so on. */
  readonly outputs: readonly string[];
  /**
   * Where the script runs: in the seed (busybox and nothing else), or in the build root, with the bare
   * compiler or with the toolchain of the host platform.
   */
  readonly environment: "seed" | "bare" | "toolchain";
  readonly source?: SourceTree | DebianFiles;
  /** Built for the build machine, and found in PATH. */
  readonly nativeInputs: readonly Recipe[];
  /** Built for the host; their headers and libraries are found by the compiler. */
  readonly inputs: readonly Recipe[];
  readonly patches: readonly Recipe[];
  readonly script: (context: BuildContext) => Fragment;
  /** Further environment of the build; recipes in it become inputs. */
  readonly environmentVariables: Readonly<Record<string, string | Fragment>>;
  /** Runs the result, through qemu-user where it is another platform's. */
  readonly check?: (context: CheckContext) => Fragment;
  /** The file that defines it, for error messages. */
  readonly file?: string;
}

/** A file that the mirror has and the lock pins. */
export interface Download {
  readonly kind: "download";
  readonly name: string;
  /** Below the mirror's root. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A file that lies beside the recipe; it enters the store by its contents when the recipe is lowered. */
export interface LocalFile {
  readonly kind: "local-file";
  readonly name: string;
  readonly path: string;
  readonly executable: boolean;
}

/** A file written from a fragment. */
export interface TextFile {
  readonly kind: "text-file";
  readonly name: string;
  readonly content: Fragment;
}

type BuildSpec = Partial<Build> & Pick<Build, "name" | "script">;

/** A build, with its parts defaulted: one output, no inputs, the host's toolchain. */
export const defineBuild = (spec: BuildSpec): Build =>
  Object.freeze({
    kind: "build",
    outputs: ["out"],
    environment: "toolchain",
    nativeInputs: [],
    inputs: [],
    patches: [],
    environmentVariables: {},
    ...spec,
  });

/** A file beside the module: `file(import.meta, "noscan.patch")`. */
export const file = (meta: ImportMeta, path: string, mode: "plain" | "executable" = "plain"): LocalFile =>
  Object.freeze({
    kind: "local-file",
    name: storeName(path.split("/").at(-1) ?? path),
    path: fileURLToPath(new URL(path, meta.url)),
    executable: mode === "executable",
  });

/** A text file in the store, with holes for what it refers to. */
export const textFile = (name: string, content: Fragment): TextFile =>
  Object.freeze({ kind: "text-file", name: storeName(name), content });

/** The named output of a recipe: `output(musl, "dev")`. */
export const output = (recipe: Build, name: string): OutputOf => {
  if (!recipe.outputs.includes(name)) {
    throw new Error(`${recipe.name} has no output "${name}", only ${recipe.outputs.join(", ")}`);
  }
  return Object.freeze({ kind: "output-of", recipe, output: name });
};

const recipeKinds = new Set(["build", "download", "local-file", "text-file"]);
export const isRecipe = (value: unknown): value is Recipe =>
  typeof value === "object" && value !== null && recipeKinds.has((value as { kind?: string }).kind ?? "");
export const isOutputOf = (value: unknown): value is OutputOf =>
  typeof value === "object" && value !== null && (value as { kind?: string }).kind === "output-of";

/** A name that Nix takes in a store path (its letters: `checkName` of store-api.cc). */
export const storeName = (name: string): string =>
  name
    .replaceAll(/%3a/gi, "-")
    .replaceAll(/[^0-9A-Za-z+\-._?=]/g, "-")
    .replace(/^\./, "_");
