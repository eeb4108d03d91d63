/** What a type's `merge` is given: definitions without markers, and the evaluator's help for what lies below. */

import type { Definitions, OptionTree, Values } from "./option.ts";
import type { Config } from "./options.ts";
import type { Origin } from "./origin.ts";
import type { Failure } from "./problem.ts";
import type { Refusal, Type } from "./type.ts";

/** A definition whose markers are resolved. */
export interface Written {
  readonly value: unknown;
  readonly rank: number;
  readonly order: number;
  readonly origin: Origin;
}

/** Words and indices from the root: `["users", "alice", "keys", 0]`. */
export type Path = readonly (string | number)[];

export type Attempt<T> = { readonly value: T } | { readonly failure: Failure };

export interface MergeContext {
  readonly path: Path;
  /** What stands under a key of a definition, markers resolved; nothing if its condition does not hold. */
  inside(definition: Written, key: string | number, value: unknown): readonly Written[];
  /** The lazily read value of an item: ranks are compared, then its type merges. */
  item<Out, In>(type: Type<Out, In>, key: string | number, definitions: readonly Written[]): () => Out;
  /** An object whose values are read when asked for. */
  record<T>(entries: ReadonlyMap<string, () => T>): Readonly<Record<string, T>>;
  /** A tree of options with its own definitions. */
  options<O extends OptionTree>(
    tree: O,
    definitions: readonly Written[],
    extra?: {
      readonly config?: (self: {
        readonly self: Values<O>;
        readonly name: string;
        readonly config: Config;
      }) => Definitions<O>;
    },
  ): Values<O>;
  /** Runs and keeps the failure, so that one bad item does not hide another. */
  attempt<T>(run: () => T): Attempt<T>;
  /** The values of all, or one failure made of all failures. */
  all<T>(attempts: readonly Attempt<T>[]): readonly T[];
  mismatch(definition: Written, expects: string, refusal?: Refusal): Failure;
  conflict(definitions: readonly Written[], reason?: string): Failure;
}
