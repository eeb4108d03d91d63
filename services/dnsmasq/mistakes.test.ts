import { expect, test } from "vitest";
import { parseNetwork } from "../../src/config/address.ts";
import { type Household, mistakes } from "./mistakes.ts";

const address = parseNetwork("192.168.8.1/24");
if (address === undefined) throw new Error("that is an address");
const household: Household = {
  ...{ address, domain: "lan", lease: { seconds: 3600 }, privateDomains: [], hosts: {} },
  range: { from: "192.168.8.10", to: "192.168.8.250" },
  leases: { printer: { mac: "02:00:5e:00:53:01", ip: "192.168.8.9" } },
};
const told = (changes: Partial<Household>): readonly string[] =>
  [...mistakes({ ...household, ...changes })].map(({ message }) => message);
const lease = (ip: string, mac = "02:00:5e:00:53:02"): Household["leases"] => ({
  ...household.leases,
  camera: { mac, ip },
});

test("a range and leases in the network are no mistake, whether or not the one lies in the other", () => {
  expect(told({})).toEqual([]);
  expect(told({ leases: lease("192.168.8.77") })).toEqual([]);
  expect(told({ range: undefined, leases: {} })).toEqual([]);
});

test("a range that leaves the network or runs backwards is told", () => {
  expect(told({ range: { from: "192.168.8.0", to: "192.168.9.1" } })).toEqual([
    "The range's 'from' is expected to be a machine's address in 192.168.8.0/24, got 192.168.8.0",
    "The range's 'to' is expected to be a machine's address in 192.168.8.0/24, got 192.168.9.1",
  ]);
  expect(told({ range: { from: "192.168.8.99", to: "192.168.8.10" } })).toEqual([
    "The range is expected to begin before its end, got 192.168.8.99 to 192.168.8.10",
  ]);
});

test("a lease outside of the network, of the router's address, or given twice is told", () => {
  expect(told({ leases: lease("192.168.9.7") })).toEqual([
    "Lease 'camera' is expected to have a machine's address in 192.168.8.0/24, got 192.168.9.7",
  ]);
  expect(told({ leases: lease("192.168.8.255") })).toHaveLength(1);
  expect(told({ leases: lease("192.168.8.1") })).toEqual([
    "Lease 'camera' has the router's own address, 192.168.8.1",
  ]);
  expect(told({ leases: lease("192.168.8.9", "02:00:5e:00:53:01") })).toEqual([
    "Leases 'printer' and 'camera' have the same mac, 02:00:5e:00:53:01",
    "Leases 'printer' and 'camera' have the same ip, 192.168.8.9",
  ]);
});

test("an address of IPv6 is no address to lend others beside", () => {
  const six = parseNetwork("fd00::1/64");
  expect(told(six === undefined ? {} : { address: six })).toEqual([
    "The address 'fd00::1/64' is expected to be one of IPv4: prefixes of IPv6 come from the provider",
  ]);
});
