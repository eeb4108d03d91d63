import { expect, test } from "vitest";
import { parseAddressRange } from "../../config/address-range.ts";
import { checkPolicy } from "./check.ts";
import { house, rule, zone } from "./example-in-tests.ts";
import type { Policy } from "./policy.ts";

const told = (some: Partial<Policy>): readonly string[] =>
  [...checkPolicy({ ...house, ...some })].map(({ kind, message }) => `${kind}: ${message}`);

const range = (text: string) => {
  const parsed = parseAddressRange(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

const never = expect.stringContaining("A rule can never count");

test("a plain house is told nothing", () => {
  expect(told({})).toEqual([]);
});

test.for([
  [rule({ from: "lan", action: "drop" }), rule({ from: "lan", to: "wan", proto: "tcp" })],
  [
    rule({ proto: "tcp", ports: [{ first: 1, last: 100 }] }),
    rule({ proto: "tcp", ports: [{ first: 22, last: 22 }] }),
  ],
  [rule({ sources: [range("10.0.0.0/8")] }), rule({ from: "lan", sources: [range("10.1.2.3")] })],
  [rule({ every: "packet" }), rule({ family: "ipv6" })],
])("a rule behind one that takes all of it can never count", ([earlier, later]) => {
  const rules = [earlier, later].filter((one) => one !== undefined);
  expect(told({ rules })).toEqual([never]);
  expect(told({ rules: rules.toReversed() })).toEqual([]);
});

test.for([
  [rule({ limit: { count: 1, per: "second" } }), rule({ from: "lan" })],
  [rule({ to: "router" }), rule({ to: "lan" })],
  [
    rule({ proto: "tcp", ports: [{ first: 1, last: 100 }] }),
    rule({ proto: "udp", ports: [{ first: 22, last: 22 }] }),
  ],
  [rule({ sources: [range("10.0.0.0/8")] }), rule({ sources: [range("::1")] })],
  [rule({}), rule({ every: "packet" })],
])("a rule behind one that leaves some of it counts", ([earlier, later]) => {
  expect(told({ rules: [earlier, later].filter((one) => one !== undefined) })).toEqual([]);
});

test.for([
  rule({ sources: [range("10.0.0.1")], destinations: [range("::1")] }),
  rule({ family: "ipv6", destinations: [range("10.0.0.0/8")] }),
])("a rule about addresses of two protocols can never count", (one) => {
  expect(told({ rules: [one] })).toEqual([never]);
});

test("what is allowed twice is told, and may stay", () => {
  const again = { from: "lan", to: "wan", reason: "to be sure" };
  expect(told({ allow: [...house.allow, again] })).toEqual(["warning: 'lan' may reach 'wan' twice"]);
});

test("the router is no zone, and a name has to fit everywhere", () => {
  const zones = { router: zone({}), "Living Room": zone({}) };
  expect(told({ zones, allow: [], services: {}, forwards: [] })).toEqual([
    "error: Zone 'router' is the router itself, and cannot be another",
    expect.stringContaining("error: Zone 'Living Room' has a name that cannot be"),
  ]);
});

test("two forwards of one port are fine for two protocols, and for two zones", () => {
  const [one] = house.forwards;
  if (one === undefined) throw new Error("no forward");
  expect(told({ forwards: [one, { ...one, proto: "udp" }] })).toEqual([]);
  expect(told({ forwards: [one, { ...one, from: ["guest"] }] })).toEqual([]);
  expect(told({ forwards: [one, { ...one, proto: "both" }] })).toEqual([
    "error: Port 8080 of zone 'wan' is forwarded twice",
  ]);
});
