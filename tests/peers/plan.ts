/** Who has which address in the tests' internet: a provider, the world behind it, and what the provider lends. */
import type { ConfigDefinitions } from "liminix";
import { networkBusybox } from "../busybox.ts";

/** The world: its own network, and the names that it knows. */
export const world = {
  ipv4: "203.0.113.1",
  ipv6: "2001:db8:ffff::1",
  /** Who knows names; two, so that nobody gets away with keeping the last. */
  nameservers: ["203.0.113.1", "203.0.113.2"],
  nameservers6: ["2001:db8:ffff::1", "2001:db8:ffff::2"],
  website: "www.world.test",
  /** A name whose text is too long for an answer by UDP. */
  longName: "long.world.test",
  /** When its clock starts: a time that nobody has who was not told. */
  startsAt: Date.UTC(2030, 0, 1) / 1000,
} as const;

/** What the provider's customers dial in with; the same by PPPoE and by L2TP. */
export const account = { user: "db123@a.1", password: "NotReallyTheSecret" } as const;

/** The provider. Its customers have addresses of `pool` when they dial, and of `lan` when they ask by DHCP. */
export const provider = {
  /** On the cable to its customers, for those who do not dial: router, DHCP server and end of L2TP tunnels. */
  access: "198.51.100.1",
  accessPool: { first: "198.51.100.10", last: "198.51.100.99" },
  /** At its end of each session. */
  session: "192.168.100.1",
  pool: { first: "192.168.100.10", count: 90 },
  l2tpPool: { first: "192.168.100.100", last: "192.168.100.199" },
  /** Towards the world. */
  outside: "203.0.113.254",
  outside6: "2001:db8:ffff::fe",
  /** Session number N has 2001:db8:1NNN::/48 of it: a /56 to delegate, and a /64 for the line. */
  sessions6: "2001:db8:1000::/36",
} as const;

/** What all peers have, so that they are built with the busybox of those whom they are peers of. */
export const shared = {
  busybox: networkBusybox,
} as const satisfies ConfigDefinitions;
