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

/** What every way into the internet has over IPv4: DHCP, PPPoE, L2TP and fixed addresses. */
export const uplinkOutputs = {
  ifname: networkOutputs.ifname,
  address: networkOutputs.address,
  prefixLength: networkOutputs.prefixLength,
  gateway: networkOutputs.gateway,
  nameservers: networkOutputs.nameservers,
  mtu: networkOutputs.mtu,
} as const;

/** What it has over IPv6: the prefix that was delegated to the router, and who knows names. */
export const uplink6Outputs = {
  ifname: networkOutputs.ifname,
  prefix: basic.prefix,
  nameservers: basic.listOf(basic.ipv6),
} as const;
