import type { Datatype } from "./datatypes.ts";
import type { Range } from "./ruleset.ts";

/** The length of the prefix, of a range of addresses that is a network; undefined of any other. */
export function prefixLengthOf(type: Datatype, { first, last }: Range): number | undefined {
  if (typeof first !== "bigint" || typeof last !== "bigint" || type.show === undefined) return undefined;
  const size = last - first + 1n;
  if (size < 2n || (size & (size - 1n)) !== 0n || (first & (size - 1n)) !== 0n) return undefined;
  return 8 * type.bytes - (size.toString(2).length - 1);
}
