/** The two verbs of the evaluator's cases: what comes out, and what is said when nothing does. */
import { expect, test } from "vitest";
import { LiminixError } from "../../error.ts";
import {
  type Check,
  defineConfiguration,
  defineModule,
  evaluate,
  type Module,
  type OptionTree,
} from "../index.ts";
import { isModule } from "../module.ts";
import type { AnyOption } from "../option.ts";
import { toJson } from "../show-value.ts";

interface Extra {
  readonly name?: string;
  readonly imports?: readonly Module[];
  readonly without?: readonly Module[];
  readonly config?: unknown;
  readonly checks?: (config: never) => Iterable<Check>;
}

let made = 0;

/** A module that declares. Cases stand outside of the types: what they try must often not compile. */
export const declare = (at: string, options: OptionTree | AnyOption, extra: Extra = {}): Module =>
  module({ ...extra, at, options });

/** A module that defines; its name decides its place among others. */
export const define = (config: unknown, extra: Extra = {}): Module => module({ ...extra, config });

const module = ({
  name = `m${String(made++).padStart(6, "0")}`,
  ...spec
}: Extra & { at?: string; options?: unknown }) =>
  defineModule({ ...spec, meta: { url: `file:///cases/${name}/index.ts` } } as never);

/** Fragments: modules, or definitions of a module without declarations. */
export type Fragment = Module | object;

export const config = (fragments: readonly Fragment[]): never =>
  evaluate(
    fragments.map((fragment) => (isModule(fragment) ? fragment : define(fragment))),
    defineConfiguration({}),
  ) as never;

/** The option at `path` has this value. */
export const value = (claim: string, fragments: readonly Fragment[], path: string, expected: unknown): void =>
  test(claim, () => expect(toJson(at(config(fragments), path))).toEqual(expected));

/** Nothing comes out, and all of this is said. */
export const fails = (
  claim: string,
  fragments: readonly Fragment[],
  ...said: readonly (string | RegExp)[]
): void =>
  test(claim, () => {
    const message = complaint(() => config(fragments));
    for (const part of said) expect(message).toMatch(part);
  });

/** What is said when `run` fails as it should. */
export function complaint(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof LiminixError) return thrown.message;
    throw thrown;
  }
  throw new Error("nothing was said");
}

const at = (config: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], config);
