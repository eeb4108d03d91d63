/** Options inside a value: each user, each interface has the same tree of options. */

import type { Definitions, OptionTree, Values } from "../option.ts";
import type { Config } from "../options.ts";
import { schemaOf } from "../schema-of.ts";
import type { Type } from "../type.ts";
import { valuesToJson } from "../values-to-json.ts";

interface Extra<O> {
  /** Definitions of the submodule's own: of `self`, the finished value, and of the name it stands under. */
  readonly config?: (self: {
    readonly self: Values<O>;
    readonly name: string;
    readonly config: Config;
  }) => Definitions<O>;
}

/** A value that is itself a tree of options. */
export const submodule = <const O extends OptionTree>(
  options: O,
  extra: Extra<O> = {},
): Type<Values<O>, Definitions<O>> => ({
  kind: "type",
  expects: "an object of options",
  merge: (definitions, context) => context.options(options, definitions, extra),
  json: (value) => valuesToJson(options, value),
  schema: () => schemaOf(options),
  below: { at: [], options },
});
