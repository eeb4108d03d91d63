/** The two verbs for types: what they take, and what they refuse. */
import { option, type Type } from "../index.ts";
import { declare, fails, value } from "./case.ts";

/** The type takes these values and gives those. */
export function takes(
  name: string,
  type: Type<unknown, never>,
  ...pairs: readonly (readonly [unknown, unknown])[]
): void {
  const declared = declare("x", option({ type, description: "X." }));
  for (const [given, got] of pairs) value(`${name} takes ${say(given)}`, [declared, { x: given }], "x", got);
}

/** The type refuses these values, and says this. */
export function refuses(
  name: string,
  type: Type<unknown, never>,
  ...pairs: readonly (readonly [unknown, ...string[]])[]
): void {
  const declared = declare("x", option({ type, description: "X." }));
  for (const [given, ...said] of pairs) {
    fails(
      `${name} refuses ${say(given)}`,
      [declared, { x: given }],
      `expects ${type.expects}, got `,
      ...said,
    );
  }
}

/** Values that are read as they are written. */
export const same = (...values: readonly unknown[]) => values.map((value) => [value, value] as const);
const say = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 40);
