/** Policies at random, such as anybody might write. */
import * as fc from "fast-check";
import { parseAddressRange } from "../../config/address-range.ts";
import type { Endpoint, PortRange } from "../../config/types/traffic.ts";
import { zone as plainZone } from "./example-in-tests.ts";
import type { Forward, Policy, UserRule, Zone } from "./policy.ts";

const words = fc.constantFrom(
  "",
  "the camera",
  "because I say so",
  "müde — 'x'",
  "a rather long reason ".repeat(9),
);

const port = fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 22, 80, 443, 65_535));
const portRange: fc.Arbitrary<PortRange> = fc.oneof(
  port.map((one) => ({ first: one, last: one })),
  fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
);

const range = (text: string) => {
  const parsed = parseAddressRange(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};
const byte = fc.nat(255);
const addressRange = fc.oneof(
  fc.tuple(byte, byte, byte, byte).map((bytes) => range(bytes.join("."))),
  fc.tuple(byte, byte, byte).map((bytes) => range(`${bytes.join(".")}.0/24`)),
  fc.tuple(byte, byte, byte).map((bytes) => range(`${bytes.join(".")}.3-${bytes.join(".")}.200`)),
  fc.nat(0xffff).map((word) => range(`2001:db8:${word.toString(16)}::/48`)),
  fc.nat(0xffff).map((word) => range(`fd00::${word.toString(16)}`)),
  fc.constantFrom(range("0.0.0.0/0"), range("::/0"), range("255.255.255.255"), range("10.0.0.0/31")),
);

const interfaces = fc.uniqueArray(
  fc.constantFrom("eth0", "br-lan", "ppp0", "eth1.7", "wlan0", "a".repeat(15)),
);

const zone: fc.Arbitrary<Zone> = fc.record({
  interfaces,
  networks: fc.constant([]),
  masquerade: fc.boolean(),
  outside: fc.boolean(),
  bandwidth: fc.integer({ min: 1, max: 10_000_000_000 }),
  clampMss: fc.boolean(),
  reversePath: fc.constantFrom("strict", "loose", "off"),
  denied: fc.constantFrom("drop", "reject"),
  log: fc.boolean(),
});

const endpoint: fc.Arbitrary<Endpoint> = fc
  .record({
    to: fc.constantFrom<Endpoint>({ family: 4, address: "192.168.8.10" }, { family: 6, address: "fd00::10" }),
    port: fc.option(port, { nil: undefined }),
  })
  .map(({ to, port: one }) => (one === undefined ? to : { ...to, port: one }));

const names = ["lan", "wan", "guest", "iot-1"] as const;
const sets = ["printers", "friends"] as const;
const anyZone = fc.constantFrom(...names);

const forward: fc.Arbitrary<Forward> = fc.record({
  proto: fc.constantFrom("tcp", "udp", "both"),
  port: portRange,
  to: endpoint,
  from: fc.uniqueArray(anyZone),
  hairpin: fc.boolean(),
  reason: words,
});

const rule: fc.Arbitrary<UserRule> = fc
  .record({
    from: fc.option(fc.constantFrom(...names, "router"), { nil: undefined }),
    to: fc.option(fc.constantFrom(...names, "router"), { nil: undefined }),
    family: fc.constantFrom("ipv4", "ipv6", "both"),
    proto: fc.constantFrom("any", "tcp", "udp", "icmp", "esp", "gre"),
    ports: fc.array(portRange, { maxLength: 3 }),
    sourcePorts: fc.array(portRange, { maxLength: 2 }),
    sources: fc.array(addressRange, { maxLength: 3 }),
    destinations: fc.array(addressRange, { maxLength: 3 }),
    sourceSet: fc.option(fc.constantFrom(...sets), { nil: undefined }),
    destinationSet: fc.option(fc.constantFrom(...sets), { nil: undefined }),
    limit: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 100_000 }),
        per: fc.constantFrom("second", "minute", "hour", "day"),
      }),
      { nil: undefined },
    ),
    every: fc.constantFrom("connection", "packet"),
    log: fc.boolean(),
    action: fc.constantFrom("accept", "drop", "reject"),
    reason: words,
  } as const)
  .map((one) => {
    const hasPorts = one.proto === "tcp" || one.proto === "udp";
    return hasPorts ? one : { ...one, ports: [], sourcePorts: [] };
  });

/** Without flows of a flowtable, which not every kernel has. */
export const policies: fc.Arbitrary<Policy> = fc.record({
  zones: fc.dictionary(anyZone, zone, { noNullPrototype: true }).map((some) => {
    const missing = names.filter((name) => !(name in some));
    return { ...some, ...Object.fromEntries(missing.map((name) => [name, plainZone({ log: true })])) };
  }),
  allow: fc.array(fc.record({ from: anyZone, to: anyZone, reason: words }), { maxLength: 4 }),
  services: fc.dictionary(
    fc.constantFrom("ssh", "dns", "web"),
    fc.record({
      zones: fc.uniqueArray(anyZone),
      tcp: fc.array(port, { maxLength: 3 }),
      udp: fc.array(port, { maxLength: 3 }),
      reason: words,
    }),
    { noNullPrototype: true },
  ),
  forwards: fc.array(forward, { maxLength: 3 }),
  rules: fc.array(rule, { maxLength: 6 }),
  sets: fc
    .tuple(fc.array(addressRange, { maxLength: 6 }), fc.array(addressRange, { maxLength: 2 }))
    .map(([printers, friends]) => ({ printers: { addresses: printers }, friends: { addresses: friends } })),
  flowOffload: fc.constant(false),
  inboundIpsec: fc.boolean(),
  documentationAddresses: fc.boolean(),
});
