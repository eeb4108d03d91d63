/** Lists, sets and maps of other types. */
import type { Definition } from "../marker.ts";
import type { MergeContext, Written } from "../merge.ts";
import { isPlainObject } from "../plain-object.ts";
import { refuse, type Type } from "../type.ts";

/** A list: definitions are joined, those of `before` first and those of `after` last. */
export const listOf = <Out, In>(item: Type<Out, In>): Type<readonly Out[], readonly Definition<In>[]> => ({
  kind: "type",
  expects: `a list, each item ${item.expects}`,
  merge: (definitions, context) => Object.freeze(context.all(items(item, definitions, context))),
  schema: () => ({ type: "array", items: item.schema() }),
});

/** A list in which nothing stands twice. */
export const setOf = <Out, In>(item: Type<Out, In>): Type<readonly Out[], readonly Definition<In>[]> => ({
  ...listOf(item),
  expects: `a set, each item ${item.expects}`,
  merge: (definitions, context) => {
    const values = context.all(items(item, definitions, context));
    return Object.freeze([...new Map(values.map((value) => [identity(value), value])).values()]);
  },
  schema: () => ({ type: "array", items: item.schema(), uniqueItems: true }),
});

/** Values that print themselves are the same when they print the same. */
const identity = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "toJSON" in value && typeof value.toJSON === "function"
    ? value.toJSON()
    : value;

function items<Out, In>(item: Type<Out, In>, definitions: readonly Written[], context: MergeContext) {
  const parts = definitions.map((definition) =>
    context.attempt(() => {
      if (!Array.isArray(definition.value))
        throw context.mismatch(definition, `a list, each item ${item.expects}`);
      return definition.value.flatMap((value, index) =>
        context.inside(definition, index, value).map((written) => ({ index, written })),
      );
    }),
  );
  return context
    .all(parts)
    .flat()
    .sort((a, b) => a.written.order - b.written.order)
    .map(({ index, written }) => context.attempt(context.item(item, index, [written])));
}

/** An object with keys of one's own; the definitions of each key are ranked and merged by themselves. */
export const mapOf = <Out, In>(
  item: Type<Out, In>,
): Type<Readonly<Record<string, Out>>, Readonly<Record<string, Definition<In>>>> => ({
  kind: "type",
  expects: `an object, each value ${item.expects}`,
  merge: (definitions, context) => {
    const byKey = new Map<string, Written[]>();
    for (const definition of definitions) {
      if (!isPlainObject(definition.value))
        throw context.mismatch(definition, `an object, each value ${item.expects}`);
      for (const [key, value] of Object.entries(definition.value)) {
        if (key === "__proto__") throw context.mismatch(definition, "names other than __proto__", refuse());
        for (const written of context.inside(definition, key, value))
          byKey.set(key, [...(byKey.get(key) ?? []), written]);
      }
    }
    return context.record(
      new Map([...byKey].map(([key, written]) => [key, context.item(item, key, written)])),
    );
  },
  schema: () => ({ type: "object", additionalProperties: item.schema() }),
});
