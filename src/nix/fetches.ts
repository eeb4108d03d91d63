/** Which derivation fetches what: Nix 2.8 reports fetches by their URL alone. */
import type { Derivation } from "./derivation.ts";
import { closure } from "./graph.ts";

/** The `.drv` of each URL that Nix itself fetches for a graph. */
export function fetches(derivations: readonly Derivation[]): Map<string, string> {
  const drvOfUrl = new Map<string, string>();
  for (const node of closure(derivations)) {
    if (node.kind !== "derivation" || node.builder !== "builtin:fetchurl") continue;
    if (typeof node.env.url === "string") drvOfUrl.set(node.env.url, node.drvPath);
  }
  return drvOfUrl;
}
