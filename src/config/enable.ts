import { type Option, option } from "./option.ts";
import { boolean } from "./types/scalar.ts";

/** The usual first option of a module. */
export const enable = (what: string): Option<boolean, boolean, false> =>
  option({ type: boolean, default: false, description: `Whether to enable ${what}.` });
