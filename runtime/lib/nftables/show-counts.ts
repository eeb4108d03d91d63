/** What `lim firewall` prints. */
import type { RuleCount, SetContent } from "./rule-counts.ts";

/** Zones with their interfaces, then each chain's rules with what they have counted. */
export function showCounts(zones: readonly SetContent[], rules: readonly RuleCount[]): string {
  const members = zones.map(
    ({ set, interfaces }) =>
      `${set.replace(/^zone-/, "zone ")}: ${interfaces.length === 0 ? "nothing" : [...interfaces].sort().join(", ")}\n`,
  );
  const chains = [...new Set(rules.map(({ chain }) => chain))].map((chain) => {
    const lines = rules
      .filter((rule) => rule.chain === chain)
      .map(({ packets, bytes, comment }) => `${right(packets, 10)} ${right(bytes, 13)}  ${comment}\n`);
    return `\n${chain}\n${lines.join("")}`;
  });
  return `${members.join("")}\n${right("packets", 10)} ${right("bytes", 13)}\n${chains.join("").slice(1)}`;
}

const right = (value: number | string, width: number): string => String(value).padStart(width);
