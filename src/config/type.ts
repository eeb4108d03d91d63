/** What an option may hold: how values are checked, merged, shown and described. */
import { isDeepStrictEqual } from "node:util";
import type { MergeContext, Written } from "./merge.ts";
import type { OptionTree } from "./option.ts";
import { type Json, toJson } from "./show-value.ts";

/** What an option accepts (`In`) and what modules read back (`Out`). */
export interface Type<Out, In = Out> {
  readonly kind: "type";
  /** Its English name in errors, with article: "a TCP or UDP port number". */
  readonly expects: string;
  /** One value out of all definitions of the strongest rank; at least one is given. */
  readonly merge: (definitions: readonly Written[], context: MergeContext) => Out;
  /** A value as JSON, for those who look at a configuration. */
  readonly json: (value: unknown) => Json;
  readonly schema: () => JsonSchema;
  /** Options below this one, for the reference: those of a submodule. */
  readonly below?: Below;
  /** Never set: it carries what may be written. */
  readonly accepts?: (value: In) => void;
}

export type AnyType = Type<unknown, never>;
export type JsonSchema = { readonly [keyword: string]: Json };
/** `at` is what stands between the option's name and those of `options`: nothing, "<name>" or "[]". */
export interface Below {
  readonly at: readonly string[];
  readonly options: OptionTree;
}

/** Why a value was not taken. */
export class Refusal {
  readonly reason: string | undefined;
  /** What the user probably meant, to be written instead. */
  readonly suggestion: string | undefined;
  constructor(reason: string | undefined, suggestion: string | undefined) {
    this.reason = reason;
    this.suggestion = suggestion;
  }
}

/** From `parse`: the value is not one of this type; `suggest` is TypeScript to write instead. */
export const refuse = (reason?: string, suggest?: string): Refusal => new Refusal(reason, suggest);

interface TypeSpec<Out> {
  readonly expects: string;
  /** The value that modules read, or why there is none. Plain `undefined` refuses without a reason. */
  readonly parse: (value: unknown) => Out | Refusal | undefined;
  /** Makes one of several; without it, definitions must be equal. */
  readonly merge?: (values: readonly Out[]) => Out | Refusal;
  /** Values must not appear in messages. */
  readonly hidden?: boolean;
  readonly json?: (value: Out) => Json;
  readonly schema?: JsonSchema;
}

/** A type of one's own: a leaf, whose values are taken or refused whole. */
export function defineType<Out, In = Out>(spec: TypeSpec<Out>): Type<Out, In> {
  const { expects, parse, schema = {} } = spec;
  return Object.freeze({
    kind: "type",
    expects,
    merge: (definitions, context) => {
      const values = definitions.map((definition) => context.attempt(() => parsed(definition, context)));
      const [first, ...others] = context.all(values);
      if (others.length === 0) return first as Out;
      if (spec.merge === undefined) {
        if (others.every((other) => sameValue(first, other))) return first as Out;
        throw context.conflict(definitions.map(shown));
      }
      const merged = spec.merge([first as Out, ...others]);
      if (merged instanceof Refusal) throw context.conflict(definitions.map(shown), merged.reason);
      return merged;
    },
    json: spec.json === undefined ? toJson : (spec.json as (value: unknown) => Json),
    schema: () => schema,
  } satisfies Type<Out, In>);

  function shown(definition: Written): Written {
    return spec.hidden === true ? { ...definition, value: HIDDEN } : definition;
  }

  function parsed(definition: Written, context: MergeContext): Out {
    const value = parse(definition.value);
    if (value instanceof Refusal) throw context.mismatch(shown(definition), expects, value);
    if (value === undefined) throw context.mismatch(shown(definition), expects);
    return value;
  }
}

// Stands in messages for a value that must not.
const HIDDEN = Symbol("a value that is not shown");

const sameValue = (a: unknown, b: unknown): boolean => Object.is(a, b) || isDeepStrictEqual(a, b);
