/** Explanations for a terminal. */
import type { Explanation } from "./explain.ts";
import { showValue } from "./show-value.ts";

/** One line an option: its value, and whether anybody but its default gave it. */
export const showList = (all: readonly Explanation[]): string =>
  all
    .map(
      ({ name, value, definitions }) =>
        `${name} = ${showValue(value)}${definitions.length === 0 ? "  (default)" : ""}\n`,
    )
    .join("");

/** All there is to say about each. */
export const showDetails = (all: readonly Explanation[]): string => all.map(details).join("\n");

function details({
  name,
  value,
  type,
  description,
  default: byDefault,
  declared,
  definitions,
}: Explanation): string {
  const several = definitions.length > 1;
  return [
    `${name} = ${showValue(value)}`,
    ...(description === undefined ? [] : [`  ${description}`]),
    `  type: ${type}`,
    ...(byDefault === undefined ? [] : [`  default: ${showValue(byDefault)}`]),
    ...(declared === undefined ? [] : [`  declared in ${declared}`]),
    ...definitions.map(({ value: given, rank, counts, place, from }) => {
      const where = place === undefined ? "a file nobody knows" : place;
      const through = from === undefined ? "" : `, from ${from}`;
      const shown =
        rank === undefined
          ? showValue(given)
          : `${showRank(rank)}(${/^\d/.test(rank) ? `${rank}, ` : ""}${showValue(given)})`;
      return `  in ${where}${through}: ${shown}${several && counts ? "  <- counts" : ""}`;
    }),
    "",
  ].join("\n");
}

const showRank = (rank: string): string => (/^\d/.test(rank) ? "override" : rank);
