/** Modules: declarations of options, and definitions that come with them. */
import { fileURLToPath } from "node:url";
import type { Check } from "./check.ts";
import type { AnyOption, OptionTree } from "./option.ts";
import type { Config, ConfigPart, Options } from "./options.ts";
import { type Capture, capture } from "./place.ts";

export interface Module {
  readonly kind: "module";
  /** Its folder and the one above: "modules/ssh". */
  readonly name: string;
  readonly file: string;
  /** The key of its options. */
  readonly at?: string;
  readonly options?: AnyOption | OptionTree;
  readonly imports: readonly Module[];
  readonly without: readonly Module[];
  /** A tree of definitions, or a list of such. */
  readonly config: unknown;
  readonly checks?: Checks;
  readonly capture: Capture;
}

type Checks = (config: Config) => Iterable<Check>;

interface Parts {
  readonly meta: Pick<ImportMeta, "url">;
  /** Modules that this one needs; each counts once, however often it is imported. */
  readonly imports?: readonly Module[];
  /** Modules to switch off, whoever imports them: neither their options nor their definitions exist. */
  readonly without?: readonly Module[];
  readonly config?: ConfigPart | readonly ConfigPart[];
  /** What must hold between options; yields an `error` or a `warning` for each thing that does not. */
  readonly checks?: Checks;
}

/**
 * A module that declares options under the key `at`, or is the one option of that name. The key's type is
 * added to `Options` beside it.
 */
export function defineModule<const K extends keyof Options>(
  spec: Parts & { readonly at: K; readonly options: Options[K] },
): Module;
/** A module without options of its own. */
export function defineModule(spec: Parts): Module;
export function defineModule(spec: Parts & { readonly at?: string; readonly options?: unknown }): Module {
  const { meta, at, options, imports = [], without = [], config = [], checks } = spec;
  const file = fileURLToPath(meta.url);
  return Object.freeze({
    kind: "module",
    name: nameOf(file),
    file,
    imports,
    without,
    config,
    capture: capture(),
    ...(at === undefined ? {} : { at, options: options as OptionTree }),
    ...(checks === undefined ? {} : { checks }),
  });
}

const nameOf = (file: string): string =>
  file
    .replace(/\/(index|module)\.ts$/, "")
    .split("/")
    .slice(-2)
    .join("/");

export const isModule = (value: unknown): value is Module =>
  typeof value === "object" && value !== null && (value as Partial<Module>).kind === "module";
