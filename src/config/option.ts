/** Declarations: one option, trees of them, and the types that follow for those who read and those who write. */
import type { Definition } from "./marker.ts";
import { type Capture, capture } from "./place.ts";
import type { Type } from "./type.ts";

export interface Option<Out, In = Out, Required extends boolean = boolean> {
  readonly kind: "option";
  readonly type: Type<Out, In>;
  readonly description: string;
  /** A definition like any other, of the lowest rank. */
  readonly default?: unknown;
  /** How the reference shows a default that is computed. */
  readonly defaultText?: string;
  readonly example?: unknown;
  /** Never set; it lets the type say whether a default exists. */
  readonly required?: Required;
  readonly capture: Capture;
}

export type AnyOption = Option<unknown, never>;
export type OptionNode = AnyOption | Renamed | Removed | OptionTree;
export interface OptionTree {
  readonly [name: string]: OptionNode;
}

/** An option that has another name now: definitions of this one count for that one. */
export interface Renamed {
  readonly kind: "renamed";
  readonly to: string;
  readonly capture: Capture;
}
/** An option that is no more. */
export interface Removed {
  readonly kind: "removed";
  readonly advice: string;
  readonly capture: Capture;
}

interface OptionSpec<Out, In> {
  readonly type: Type<Out, In>;
  readonly description: string;
  readonly example?: NoInfer<In>;
  readonly defaultText?: string;
}

/** Declares an option. Without a default, somebody must define it. */
export function option<Out, In>(
  spec: OptionSpec<Out, In> & { readonly default: Definition<NoInfer<In>> },
): Option<Out, In, false>;
export function option<Out, In>(spec: OptionSpec<Out, In>): Option<Out, In, true>;
export function option<Out, In>(spec: OptionSpec<Out, In> & { readonly default?: unknown }): Option<Out, In> {
  return Object.freeze({ kind: "option", ...spec, capture: capture() });
}

/** In an option's old place: whoever still defines it is told the new name, and heard. */
export const renamed = (to: string): Renamed => Object.freeze({ kind: "renamed", to, capture: capture() });

/** In an option's old place: whoever still defines it is told what to do instead. */
export const removed = (advice: string): Removed =>
  Object.freeze({ kind: "removed", advice, capture: capture() });

type Gone = Renamed | Removed;

/** The values one reads, for an option or a tree of them. */
export type Values<O> =
  O extends Option<infer Out, infer _In>
    ? Out
    : { readonly [K in keyof O as O[K] extends Gone ? never : K]: Values<O[K]> };

/** The definitions one may write, for an option or a tree of them. */
export type Definitions<O> =
  O extends Option<infer _Out, infer In>
    ? Definition<In>
    : O extends Renamed
      ? unknown
      : O extends Removed
        ? never
        : Definition<{ readonly [K in keyof O]?: Definitions<O[K]> }>;

type RequiredKeys<P> = { [K in keyof P]: P[K] extends Option<infer _O, infer _I, true> ? K : never }[keyof P];
type In<O> = O extends Option<infer _Out, infer I> ? I : never;

/** What the caller of a function with declared parameters passes: those with a default may be left out. */
export type Inputs<P> = { readonly [K in RequiredKeys<P>]: In<P[K]> } & {
  readonly [K in Exclude<keyof P, RequiredKeys<P>>]?: In<P[K]>;
};

export const isOption = (node: OptionNode): node is AnyOption => node.kind === "option";
export const isRenamed = (node: OptionNode): node is Renamed => node.kind === "renamed";
export const isRemoved = (node: OptionNode): node is Removed => node.kind === "removed";
/** A tree may well have an option called `kind`: then that is an object, never one of the three words. */
export const isGroup = (node: OptionNode): node is OptionTree => typeof node.kind !== "string";
