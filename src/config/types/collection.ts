/** Lists, sets and maps of other types. */
import type { Definition } from "../marker.ts";
import type { MergeContext, Pending, Written } from "../merge.ts";
import { below } from "../origin.ts";
import { entriesOf, isPlainObject } from "../plain-object.ts";
import type { Json } from "../show-value.ts";
import { type AnyType, refuse, type Type } from "../type.ts";

/** A list: definitions are joined, those of `before` first and those of `after` last. */
export const listOf = <Out, In>(item: Type<Out, In>): Type<readonly Out[], readonly Definition<In>[]> => ({
  kind: "type",
  expects: list(item),
  merge: (definitions, context) => Object.freeze(context.all(items(item, definitions, context, list(item)))),
  json: (value) => (value as readonly unknown[]).map(item.json),
  schema: () => ({ type: "array", items: item.schema() }),
  ...belowEach(item, "[]"),
});

/** A list in which nothing stands twice. */
export const setOf = <Out, In>(item: Type<Out, In>): Type<readonly Out[], readonly Definition<In>[]> => ({
  ...listOf(item),
  expects: set(item),
  merge: (definitions, context) => {
    const values = context.all(items(item, definitions, context, set(item)));
    return Object.freeze([...new Map(values.map((value) => [identity(value), value])).values()]);
  },
  schema: () => ({ type: "array", items: item.schema(), uniqueItems: true }),
});

/** The options of each item, for the reference. */
const belowEach = ({ below: options }: AnyType, word: string) =>
  options === undefined ? {} : { below: { ...options, at: [word, ...options.at] } };

const list = ({ expects }: Named): string => `a list, each item ${expects}`;
const set = ({ expects }: Named): string => `a list in which nothing stands twice, each item ${expects}`;
const map = ({ expects }: Named): string => `an object, each value ${expects}`;
type Named = { readonly expects: string };

/** Values that print themselves are the same when they print the same. */
const identity = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "toJSON" in value && typeof value.toJSON === "function"
    ? value.toJSON()
    : value;

function items<Out, In>(
  item: Type<Out, In>,
  definitions: readonly Written[],
  context: MergeContext,
  expects: string,
) {
  const parts = definitions.map((definition) =>
    context.attempt(() => {
      if (!Array.isArray(definition.value)) throw context.mismatch(definition, expects);
      // Array.from: a hole in a list is an item too, and no value.
      return Array.from(definition.value, (value: unknown, index) =>
        value === undefined
          ? [{ index, written: { ...definition, value, origin: below(definition.origin, index) } }]
          : context.inside(definition, index, value).map((written) => ({ index, written })),
      ).flat();
    }),
  );
  return context
    .all(parts)
    .flat()
    .sort((a, b) => a.written.order - b.written.order)
    .map(({ written }, index) => context.attempt(context.item(item, index, [written])));
}

/** An object with keys of one's own; the definitions of each key are ranked and merged by themselves. */
export const mapOf = <Out, In>(
  item: Type<Out, In>,
  expects: string = map(item),
): Type<Readonly<Record<string, Out>>, Readonly<Record<string, Definition<In>>>> => ({
  kind: "type",
  expects,
  merge: (definitions, context) => {
    const byKey = new Map<string, Pending[]>();
    for (const definition of definitions) {
      if (!isPlainObject(definition.value)) throw context.mismatch(definition, expects);
      for (const [key, value] of entriesOf(definition)) {
        if (key === "__proto__") throw context.mismatch(definition, "names other than __proto__", refuse());
        for (const written of context.key(definition, key, value))
          byKey.set(key, [...(byKey.get(key) ?? []), written]);
      }
    }
    return context.record(
      new Map([...byKey].map(([key, written]) => [key, context.item(item, key, written)])),
    );
  },
  json: (value) =>
    Object.fromEntries(
      Object.entries(value as object).map(([key, one]): [string, Json] => [key, item.json(one)]),
    ),
  schema: () => ({ type: "object", additionalProperties: item.schema() }),
  ...belowEach(item, "<name>"),
});
