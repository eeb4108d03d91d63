/** What `liminix show firewall` prints: the matrix of zones, and the ruleset with where each rule comes from. */
import type { Config } from "../../config/index.ts";
import { placesOf } from "../../config/index.ts";
import { userError } from "../../error.ts";
import { compilePolicy, type Policy, rulesetText } from "../../firewall/index.ts";
import type { Context } from "../context.ts";
import { writePicture } from "../write-picture.ts";
import { matrixText, zoneMatrix } from "./zone-matrix.ts";

export function showFirewall(config: Config): string {
  const policy = policyOf(config);
  const places = new Map<string, string>();
  const ruleset = rulesetText(compilePolicy(policy), ({ option }) => {
    if (option === undefined) return undefined;
    const known = places.get(option) ?? placesOf(config, option).join(", ");
    places.set(option, known);
    return known === "" ? undefined : known;
  });
  return `${matrixText(zoneMatrix(policy))}\n${ruleset.replaceAll("\t", "  ")}`;
}

/** Writes the matrix of zones to a file, as a picture, and says so. */
export async function drawFirewall(config: Config, file: string, context: Context): Promise<string> {
  const policy = policyOf(config);
  const { matrixSvg } = await import("./matrix-svg.ts");
  await writePicture(file, matrixSvg(zoneMatrix(policy)), "zones", context);
  return `${file}: ${Object.keys(policy.zones).length} zones\n`;
}

/** The policy of a configuration that has a firewall. */
export function policyOf({ firewall }: Config): Policy {
  if (firewall.enable) return firewall;
  throw userError({
    message: "The configuration has no firewall",
    try: "firewall: { enable: true, zones: { lan: { interfaces: [] } } }",
  });
}
