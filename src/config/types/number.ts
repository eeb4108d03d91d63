/** Whole numbers. */
import { defineType, refuse, type Type } from "../type.ts";

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number, within a range where one is given. */
export const int = (range: Range = {}): Type<number> => whole(range, `a whole number${within(range)}`);

export const port: Type<number> = whole({ min: 1, max: 65_535 }, "a TCP or UDP port number");

function whole(
  { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Range,
  expects: string,
): Type<number> {
  const fits = (value: unknown): value is number =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
  return defineType<number>({
    expects,
    parse: (value) => {
      if (fits(value)) return value;
      if (typeof value !== "string" || value.trim() === "" || !fits(Number(value))) return undefined;
      return refuse(undefined, String(Number(value)));
    },
    schema: { type: "integer", minimum: min, maximum: max },
  });
}

function within({ min, max }: Range): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}
