/** The firewall as the kernel has it. Only who has CAP_NET_ADMIN is told. */
import { littleEndian } from "host";
import {
  askForElements,
  askForRules,
  askForSets,
  interfaceSets,
  interfacesIn,
  ruleCounts,
} from "../../lib/nftables/rule-counts.ts";
import { showCounts } from "../../lib/nftables/show-counts.ts";
import { NfTables } from "../firewall/kernel.ts";

const table = "firewall";

/** Zones and counts, as text; undefined if there is no firewall. */
export function firewallCounts(): string | undefined {
  const kernel = new NfTables();
  const sets = kernel.ask(askForSets(table));
  const [first] = sets;
  if (first?.kind === "error" && first.errno !== 0) throw new Error(`error ${first.errno}`);
  const rules = ruleCounts(kernel.ask(askForRules(table)), littleEndian);
  if (rules.length === 0) return undefined;
  const zones = interfaceSets(sets, littleEndian).map((set) => ({
    set,
    interfaces: interfacesIn(kernel.ask(askForElements(table, set)), littleEndian),
  }));
  return showCounts(zones, rules);
}
