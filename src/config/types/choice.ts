/** Values that may be one thing or another, or nothing. */
import type { MergeContext, Written } from "../merge.ts";
import { toJson } from "../show-value.ts";
import type { Type } from "../type.ts";

/** What `type` takes, or `null` for nothing; nothing is read as `undefined`. */
export const nullable = <Out, In>(type: Type<Out, In>): Type<Out | undefined, In | null> => ({
  kind: "type",
  expects: `${type.expects} or null`,
  merge: (definitions, context) => {
    const values = definitions.filter(({ value }) => value !== null);
    if (values.length === 0) return undefined;
    if (values.length < definitions.length) throw context.conflict(definitions);
    return type.merge(definitions, {
      ...context,
      mismatch: (definition, expects, refusal) =>
        context.mismatch(definition, expects === type.expects ? `${expects} or null` : expects, refusal),
    });
  },
  json: (value) => (value === undefined ? null : type.json(value)),
  schema: () => ({ anyOf: [type.schema(), { type: "null" }] }),
  ...(type.below === undefined ? {} : { below: type.below }),
});

/** The first of two types that takes all definitions. */
export const either = <OutA, InA, OutB, InB>(
  a: Type<OutA, InA>,
  b: Type<OutB, InB>,
): Type<OutA | OutB, InA | InB> => {
  const expects = `${a.expects}, or ${b.expects}`;
  return {
    kind: "type",
    expects,
    merge: (definitions, context) => {
      const taken = take(a, definitions, context) ?? take(b, definitions, context);
      if (taken !== undefined) return taken.value;
      const odd = definitions.find(
        (one) => take(a, [one], context) === undefined && take(b, [one], context) === undefined,
      );
      throw odd === undefined ? context.conflict(definitions) : context.mismatch(odd, expects);
    },
    json: toJson,
    schema: () => ({ anyOf: [a.schema(), b.schema()] }),
  };
};

function take<Out, In>(type: Type<Out, In>, definitions: readonly Written[], context: MergeContext) {
  return context.probe(() => {
    const value = type.merge(definitions, context);
    toJson(value); // reads all that is read lazily
    return value;
  });
}
