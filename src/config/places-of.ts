/** Where an option's value was written. */
import { definitionsAround } from "./definitions-of.ts";
import { runOf } from "./evaluate.ts";
import type { Config } from "./options.ts";
import { locate } from "./origin.ts";
import { showPlace } from "./place.ts";

/** The places of the definitions of an option, or of the nearest around it that anybody wrote: "attic/configuration.ts:9:5". */
export const placesOf = (config: Config, name: string): readonly string[] => [
  ...new Set(
    definitionsAround(runOf(config), name).flatMap(({ origin }) => {
      const found = locate(origin);
      return found === undefined ? [] : [showPlace(found.place)];
    }),
  ),
];
