/** What a virtual network interface is plugged into. */
import { type InterfaceName, interfaceNames } from "./interfaces.ts";
import { optionValue } from "./option-value.ts";

export type Cable =
  /** A network shared by every QEMU of this machine that names the same port. */
  | { readonly kind: "multicast"; readonly port: number }
  /** The unix socket of a hub. */
  | { readonly kind: "switch"; readonly socket: string }
  /** No cable at all. */
  | { readonly kind: "unplugged" }
  /** What follows `-netdev` in somebody's own words. */
  | { readonly kind: "custom"; readonly spec: string };

/** The conventional group. Always with a local address, or packets would leave by the machine's default route. */
export const group = "230.0.0.1";

/** The value of `-netdev`, for an interface. */
export function netdev(name: InterfaceName, cable: Cable): string {
  switch (cable.kind) {
    case "multicast":
      return `socket,id=${name},mcast=${group}:${cable.port},localaddr=127.0.0.1`;
    case "switch":
      return `stream,id=${name},server=off,addr.type=unix,addr.path=${optionValue(cable.socket)}`;
    case "unplugged":
      // A hub of QEMU's own that nothing else is plugged into.
      return `hubport,id=${name},hubid=${interfaceNames.indexOf(name)}`;
    case "custom":
      return `${cable.spec},id=${name}`;
  }
}
