/**
 * A template: a file with holes for what only the router knows. It is JSON and not text with marks in it, so
 * that nothing in the text has to be escaped and no value is ever taken for a mark.
 *
 * An output on the router is a file: a value and a newline; of a list, one such line for each item.
 */

export interface Template {
  readonly version: 1;
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  /** As it stands. */
  | string
  /** The value of an output that has one, escaped as the file wants it. */
  | { readonly kind: "output"; readonly service: string; readonly output: string }
  /** A secret, escaped likewise. */
  | { readonly kind: "secret"; readonly name: string }
  /** The parts once for each item of a list. */
  | {
      readonly kind: "each";
      readonly service: string;
      readonly output: string;
      readonly parts: readonly TemplatePart[];
    }
  /** Inside of "each": the item, escaped likewise. */
  | { readonly kind: "item" };
