/** A house with guests, for tests. */
import { parseNetwork } from "../../config/address.ts";
import type { Policy, UserRule, Zone } from "./policy.ts";

export const zone = (some: Partial<Zone>): Zone => ({
  interfaces: [],
  networks: [],
  masquerade: false,
  outside: false,
  bandwidth: 100_000_000,
  clampMss: false,
  reversePath: "strict",
  denied: "reject",
  log: false,
  ...some,
});

export const rule = (some: Partial<UserRule>): UserRule => ({
  from: undefined,
  to: undefined,
  family: "both",
  proto: "any",
  ports: [],
  sourcePorts: [],
  sources: [],
  destinations: [],
  sourceSet: undefined,
  destinationSet: undefined,
  limit: undefined,
  every: "connection",
  log: false,
  action: "accept",
  reason: "",
  ...some,
});

const network = (text: string) => {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

export const house: Policy = {
  zones: {
    wan: zone({ interfaces: ["eth0"], masquerade: true, outside: true, clampMss: true, denied: "drop" }),
    lan: zone({ interfaces: ["eth1"], networks: [network("192.168.8.0/24")] }),
    guest: zone({ interfaces: ["eth1.7"] }),
  },
  allow: [
    { from: "lan", to: "wan", reason: "" },
    { from: "guest", to: "wan", reason: "" },
  ],
  services: { ssh: { zones: ["lan"], tcp: [22], udp: [], reason: "" } },
  forwards: [
    {
      proto: "tcp",
      port: { first: 8080, last: 8080 },
      to: { family: 4, address: "192.168.8.10", port: 80 },
      from: [],
      hairpin: true,
      reason: "the camera",
    },
  ],
  rules: [],
  sets: {},
  flowOffload: false,
  inboundIpsec: true,
  documentationAddresses: false,
};
