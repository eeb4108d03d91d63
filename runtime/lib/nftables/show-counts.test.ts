import { expect, test } from "vitest";
import { showCounts } from "./show-counts.ts";

test("zones come first, then rules by their chains", () => {
  const zones = [
    { set: "zone-lan", interfaces: ["eth1", "br-lan"] },
    { set: "zone-wan", interfaces: [] },
  ];
  const rules = [
    { chain: "input", comment: "of no connection", packets: 3, bytes: 180 },
    { chain: "forward", comment: "lan may reach wan", packets: 1_000_000, bytes: 1_500_000_000 },
    { chain: "input", comment: "neighbours", packets: 0, bytes: 0 },
  ];
  expect(showCounts(zones, rules)).toBe(`zone lan: br-lan, eth1
zone wan: nothing

   packets         bytes
input
         3           180  of no connection
         0             0  neighbours

forward
   1000000    1500000000  lan may reach wan
`);
});
