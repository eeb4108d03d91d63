/** What a type's `merge` is given: definitions without markers, and the evaluator's help for what lies below. */

import type { Attempt } from "./attempt.ts";
import type { Marker } from "./marker.ts";
import type { Definitions, OptionTree, Values } from "./option.ts";
import type { Config } from "./options.ts";
import type { Origin } from "./origin.ts";
import type { Failure } from "./problem.ts";
import type { Refusal, Type } from "./type.ts";

/** A definition that may still be a marker, with what the markers around it said. */
export interface Pending {
  readonly value: unknown;
  readonly rank: number;
  readonly order: number;
  /** The innermost condition around it that nobody has asked about yet. */
  readonly condition: Condition | undefined;
  readonly origin: Origin;
}

export interface Condition {
  readonly marker: Marker & { readonly kind: "when" };
  readonly origin: Origin;
  readonly around: Condition | undefined;
}

/** A definition whose markers are opened and whose conditions hold. */
export type Written = Pending;

/** Words and indices from the root: `["users", "alice", "keys", 0]`. */
export type Path = readonly (string | number)[];

export interface MergeContext {
  readonly path: Path;
  /** What stands under a key of a definition, opened; nothing if its condition does not hold. */
  inside(definition: Written, key: string | number, value: unknown): readonly Written[];
  /** The same, and what is computed is left for `item` to ask. */
  key(definition: Written, key: string, value: unknown): readonly Pending[];
  /** The lazily read value of an item: ranks are compared, then its type merges. */
  item<Out, In>(type: Type<Out, In>, key: string | number, definitions: readonly Pending[]): () => Out;
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
  /** Runs, and forgets what was wrong: nothing comes back if something was. */
  probe<T>(run: () => T): { readonly value: T } | undefined;
  /** Runs and keeps the failure, so that one bad item does not hide another. */
  attempt<T>(run: () => T): Attempt<T>;
  /** The values of all, or one failure made of all failures. */
  all<T>(attempts: readonly Attempt<T>[]): readonly T[];
  mismatch(definition: Written, expects: string, refusal?: Refusal): Failure;
  conflict(definitions: readonly Written[], reason?: string): Failure;
}
