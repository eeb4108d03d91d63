/** What may be done, in words: what `modules/firewall` reads from a configuration. */

import { contains, type Network } from "../../config/address.ts";
import type { AddressRange } from "../../config/address-range.ts";
import type { Endpoint, PortRange, Rate } from "../../config/types/traffic.ts";
import type { OutputRef } from "../../system/services/output.ts";

export interface Policy {
  readonly zones: Readonly<Record<string, Zone>>;
  readonly allow: readonly Flow[];
  readonly services: Readonly<Record<string, OpenService>>;
  readonly forwards: readonly Forward[];
  readonly rules: readonly UserRule[];
  readonly sets: Readonly<Record<string, AddressSet>>;
  readonly flowOffload: boolean;
  readonly inboundIpsec: boolean;
  readonly documentationAddresses: boolean;
}

export interface Zone {
  /** Names, or what tells them on the router. */
  readonly interfaces: readonly (string | OutputRef<string>)[];
  readonly networks: readonly Network[];
  readonly masquerade: boolean;
  readonly outside: boolean;
  /** In bits a second. */
  readonly bandwidth: number;
  readonly clampMss: boolean;
  readonly reversePath: "strict" | "loose" | "off";
  readonly denied: "drop" | "reject";
  readonly log: boolean;
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface OpenService {
  readonly zones: readonly string[];
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
  readonly reason: string;
}

export interface Forward {
  readonly proto: "tcp" | "udp" | "both";
  readonly port: PortRange;
  readonly to: Endpoint;
  /** Without any: those outside. */
  readonly from: readonly string[];
  readonly hairpin: boolean;
  readonly reason: string;
}

export interface UserRule {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly family: "ipv4" | "ipv6" | "both";
  readonly proto: "any" | "tcp" | "udp" | "icmp" | "esp" | "gre";
  readonly ports: readonly PortRange[];
  readonly sourcePorts: readonly PortRange[];
  readonly sources: readonly AddressRange[];
  readonly destinations: readonly AddressRange[];
  readonly sourceSet: string | undefined;
  readonly destinationSet: string | undefined;
  readonly limit: Rate | undefined;
  readonly every: "connection" | "packet";
  readonly log: boolean;
  readonly action: "accept" | "drop" | "reject";
  readonly reason: string;
}

export interface AddressSet {
  readonly addresses: readonly AddressRange[];
}

/** In the place of a zone: the router itself. */
export const ROUTER = "router";

/** The names of zones of one sort. */
export const zonesThat = (policy: Policy, holds: (zone: Zone) => boolean): readonly string[] =>
  Object.entries(policy.zones)
    .filter(([, zone]) => holds(zone))
    .map(([name]) => name);

export const outsideZones = (policy: Policy): readonly string[] =>
  zonesThat(policy, ({ outside }) => outside);
export const insideZones = (policy: Policy): readonly string[] =>
  zonesThat(policy, ({ outside }) => !outside);

/** Where a forward is reached, which by default is outside. */
export const reachedFrom = (policy: Policy, { from }: Forward): readonly string[] =>
  from.length > 0 ? from : outsideZones(policy);

/** The zone of an address, as far as zones tell their networks; one inside, where they do not. */
export function zoneOfAddress(policy: Policy, address: string): string | undefined {
  const found = zonesThat(policy, ({ networks }) => networks.some((network) => contains(network, address)));
  return found[0] ?? insideZones(policy)[0];
}
