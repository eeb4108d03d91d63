/** What peers of a router are plugged into by convention. */
import type { InterfaceName, Nic, Nics } from "./interfaces.ts";

/** The multicast groups that the router's interfaces are plugged into, and that of what lies behind a provider. */
const ports = { access: 1234, lan: 1235, world: 1236 } as const;

const plugged = (network: keyof typeof ports, mac: string): Nic => ({
  mac,
  cable: { kind: "multicast", port: ports[network] },
});
const unplugged = (mac: string): Nic => ({ mac, cable: { kind: "unplugged" } });

/** Between the router and the world. */
const provider: Nics = {
  access: plugged("access", "ba:ad:1d:ea:11:02"),
  lan: plugged("world", "ba:ad:1d:ea:11:01"),
};
const world: Nics = {
  access: unplugged("ba:ad:1d:ea:12:02"),
  lan: plugged("world", "ba:ad:1d:ea:12:01"),
};

/** The interfaces of a peer: `isp` and `world` have their places, everybody else is at home. */
export function peerNics(name: string, number: number): Nics {
  if (name === "isp") return provider;
  if (name === "world") return world;
  const mac = (nic: InterfaceName): string =>
    `ba:ad:1d:ea:${(0x30 + number).toString(16)}:${nic === "lan" ? "01" : "02"}`;
  return { access: unplugged(mac("access")), lan: plugged("lan", mac("lan")) };
}
