/** Trees of any shape whose leaves have a type: the settings of a program that has too many to declare. */
import type { Definition } from "../marker.ts";
import type { MergeContext, Written } from "../merge.ts";
import { isPlainObject } from "../plain-object.ts";
import type { Type } from "../type.ts";
import { mapOf } from "./collection.ts";

export type FreeForm<Leaf> = { readonly [key: string]: Leaf | FreeForm<Leaf> };
export type FreeFormIn<Leaf> = { readonly [key: string]: Definition<Leaf | FreeFormIn<Leaf>> };

// Deeper than any settings file; a value that contains itself ends here.
const DEEPEST = 50;

/** Objects in objects; what is not an object is a `leaf`. Each leaf is ranked and merged by itself. */
export function freeForm<Out, In>(leaf: Type<Out, In>): Type<FreeForm<Out>, FreeFormIn<In>> {
  const expects = `an object of settings, each ${leaf.expects}, or such an object`;
  const branch = mapOf<Out | FreeForm<Out>, In | FreeFormIn<In>>(
    {
      kind: "type",
      expects,
      merge: mergeNode,
      json: (value) => (isPlainObject(value) ? branch.json(value) : leaf.json(value)),
      schema: () => ({ anyOf: [leaf.schema(), { type: "object" }] }),
    },
    expects,
  ) as Type<FreeForm<Out>, FreeFormIn<In>>;
  return branch;

  function mergeNode(definitions: readonly Written[], context: MergeContext): Out | FreeForm<Out> {
    const objects = definitions.filter(({ value }) => isPlainObject(value));
    if (objects.length === 0) return leaf.merge(definitions, context);
    const [first] = definitions;
    if (context.path.length > DEEPEST && first !== undefined)
      throw context.mismatch(first, `settings at most ${DEEPEST} deep`);
    if (objects.length < definitions.length) throw context.conflict(definitions);
    return branch.merge(definitions, context);
  }
}
