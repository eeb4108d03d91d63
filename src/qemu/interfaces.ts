/**
 * The router's network interfaces, and what they are plugged into by convention. The guest tells them apart
 * by their PCI slots, so both are always there, and always in this order.
 */
import type { Cable } from "./cable.ts";

export const interfaceNames = ["access", "lan"] as const;
export type InterfaceName = (typeof interfaceNames)[number];

export interface Nic {
  readonly mac: string;
  readonly cable: Cable;
}

export type Nics = Readonly<Record<InterfaceName, Nic>>;

/** For use by hand. Two routers on one of these networks would have the same addresses: tests make their own. */
export const conventionalNics: Nics = Object.freeze({
  access: { mac: "ba:ad:1d:ea:21:02", cable: { kind: "multicast", port: 1234 } },
  lan: { mac: "ba:ad:1d:ea:21:01", cable: { kind: "multicast", port: 1235 } },
});

/** The conventional interfaces, but with these plugged into what a person wrote after `--lan` or `--access`. */
export function replug(specs: Readonly<Partial<Record<InterfaceName, string>>>): Nics {
  const nic = (name: InterfaceName): Nic => {
    const spec = specs[name];
    const { mac, cable } = conventionalNics[name];
    return { mac, cable: spec === undefined ? cable : { kind: "custom", spec } };
  };
  return { access: nic("access"), lan: nic("lan") };
}
