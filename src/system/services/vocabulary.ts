/**
 * What those that bring a network say of it, whichever way they do it: a consumer of an address need not know
 * whether DHCP, PPPoE or a person gave it, and one can take the other's place.
 */
import { t as basic } from "../../config/types/index.ts";
import { interfaceName } from "./types.ts";

export const networkOutputs = {
  ifname: interfaceName,
  address: basic.ipv4,
  prefixLength: basic.int({ min: 0, max: 32 }),
  gateway: basic.ipv4,
  nameservers: basic.listOf(basic.ipv4),
  domain: basic.domain,
  mtu: basic.int({ min: 68, max: 65_535 }), // RFC 791: every machine can forward 68 bytes
} as const;
