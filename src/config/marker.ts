/**
 * What may stand in a definition's place: a value that is conditional, computed from other options, ranked
 * or ordered. Markers work at every level, from a whole module's definitions to one item of a list.
 */
import type { Config } from "./options.ts";
import { type Capture, capture } from "./place.ts";

declare const carries: unique symbol;

/** Something that comes to a `T` when the configuration is evaluated. */
export interface Marked<T> {
  readonly kind: "when" | "computed" | "ranked" | "ordered";
  readonly [carries]?: T;
}

/** A value, or a marker that comes to one. */
export type Definition<T> = T | Marked<T>;

/**
 * What a marker is given. `T` is what its place expects, so that a misspelt name inside does not compile; where no
 * place is known, as in a helper function, it is what was given.
 */
type Given<V, T> = NoInfer<Definition<T>> & ([V] extends [unknown] ? unknown : Definition<V>);

/** Definitions with the smallest rank win; those of equal rank are merged. The numbers are NixOS's. */
export const RANK = { option: 1500, byDefault: 1000, plain: 100, force: 50 } as const;
/** List items with a smaller order come first. */
export const ORDER = { before: 500, plain: 1000, after: 1500 } as const;

/** The definition holds only where the condition does; where it does not, it is as if it were not written. */
export const when = <V, T = V>(
  condition: boolean | ((config: Config) => boolean),
  value: Given<V, T>,
): Marked<T> =>
  mark({ kind: "when", test: typeof condition === "boolean" ? () => condition : condition, value });

/** A definition made from other options; `undefined` means no definition. */
export const computed = <T>(read: (config: Config) => T | undefined): Marked<T> =>
  mark({ kind: "computed", read: read as (config: never) => unknown });

/** A definition that any plain one replaces. */
export const byDefault = <V, T = V>(value: Given<V, T>): Marked<T> => override(RANK.byDefault, value);

/** A definition that replaces plain ones. */
export const force = <V, T = V>(value: Given<V, T>): Marked<T> => override(RANK.force, value);

/** A definition of the given rank; the smaller the rank, the stronger. */
export const override = <V, T = V>(rank: number, value: Given<V, T>): Marked<T> =>
  mark({ kind: "ranked", rank, value });

/** List items that come before those of plain definitions. */
export const before = <V, T = V>(value: Given<V, T>): Marked<T> =>
  mark({ kind: "ordered", order: ORDER.before, value });

/** List items that come after those of plain definitions. */
export const after = <V, T = V>(value: Given<V, T>): Marked<T> =>
  mark({ kind: "ordered", order: ORDER.after, value });

/** A marker as the evaluator sees it. */
export type Marker = { readonly capture: Capture } & Content;
type Content =
  | { readonly kind: "when"; readonly test: (config: Config) => boolean; readonly value: unknown }
  | { readonly kind: "computed"; readonly read: (config: never) => unknown }
  | { readonly kind: "ranked"; readonly rank: number; readonly value: unknown }
  | { readonly kind: "ordered"; readonly order: number; readonly value: unknown };

// In the registry of symbols, so that two copies of this file in one process agree on what a marker is.
const MARKER = Symbol.for("liminix.marker");

function mark<T>(content: Content): Marked<T> {
  const marker = { ...content, capture: capture() };
  Object.defineProperty(marker, MARKER, { value: true });
  return Object.freeze(marker) as unknown as Marked<T>;
}

export const isMarker = (value: unknown): value is Marker =>
  typeof value === "object" && value !== null && MARKER in value;
