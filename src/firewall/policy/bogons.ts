/**
 * Addresses that nobody on the internet has. Private networks (RFC 1918) and those of carriers (RFC 6598) are not among
 * them: providers use them on the way to their customers.
 */
import { parseAddressRange } from "../../config/address-range.ts";
import type { Element } from "../ruleset.ts";
import type { Policy } from "./policy.ts";
import { addressElements } from "./statements.ts";

/** RFC 5737, RFC 3849, RFC 9637. */
const documentation = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"];

const never = [
  // RFC 1122, section 3.2.1.3: this network, loopback, multicast and what is reserved
  "0.0.0.0/8",
  "127.0.0.0/8",
  "224.0.0.0/3",
  // RFC 2544: for measuring equipment
  "198.18.0.0/15",
  // RFC 4291: loopback and IPv4-compatible addresses; "::" has its uses on a link. IPv4-mapped ones
  "::1-::ffff:ffff",
  "::ffff:0:0/96",
  // RFC 6666: where packets are discarded
  "100::/64",
  // RFC 4843, RFC 7343: ORCHID, which no packet carries
  "2001:10::-2001:2f:ffff:ffff:ffff:ffff:ffff:ffff",
  // RFC 3879: site-local; RFC 4291: multicast, which is no sender
  "fec0::/10",
  "ff00::/8",
];

export const bogons = ({ documentationAddresses }: Policy, family: 4 | 6): readonly Element[] =>
  addressElements(
    [...never, ...(documentationAddresses ? [] : documentation)].flatMap(
      (text) => parseAddressRange(text) ?? [],
    ),
    family,
  );

/** Those that only mean something at home (RFC 4193): nothing crosses the border with them. */
export const uniqueLocal: Element = { first: 0xfc00n << 112n, last: (0xfe00n << 112n) - 1n };
/** Of one link (RFC 4291). */
export const linkLocal: Element = { first: 0xfe80n << 112n, last: (0xfec0n << 112n) - 1n };
/** Multicast, as a destination. */
export const multicast6: Element = { first: 0xff00n << 112n, last: (1n << 128n) - 1n };
