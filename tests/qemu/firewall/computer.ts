/** Any machine beside the router, with programs that knock, echo and talk. A test gives it its place by commands. */
import { defineConfiguration, symlink, text } from "liminix";
import { program } from "../../../packages/limjs/program.ts";
import { networkBusybox } from "../../busybox.ts";

export const check = (name: string) => program({ name, main: `runtime/checks/firewall/${name}.ts` });

const linkTo = (name: string) => symlink(text`${check(name)}/bin/${name}`);

export const computer = defineConfiguration({
  hostname: "computer",
  busybox: networkBusybox,
  filesystem: {
    root: { scan: linkTo("scan"), echo: linkTo("echo"), talk: linkTo("talk"), flood: linkTo("flood") },
  },
});

/** Where a machine is: an interface, perhaps a VLAN on it, its addresses, and the routers that it knows. */
export interface Place {
  readonly device: string;
  readonly vlan?: number;
  readonly addresses: readonly string[];
  readonly routes: readonly (readonly [to: string, via: string])[];
}

/** The commands that put a machine there. */
export function settle({ device, vlan, addresses, routes }: Place): string {
  const on = vlan === undefined ? device : `${device}.${vlan}`;
  const family = (address: string): string => (address.includes(":") ? "-6" : "-4");
  return [
    "echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad; echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad",
    `ip link set ${device} up`,
    ...(vlan === undefined
      ? []
      : [`ip link add link ${device} name ${on} type vlan id ${vlan}`, `ip link set ${on} up`]),
    `echo 0 >/proc/sys/net/ipv6/conf/${on}/accept_dad`,
    ...addresses.map((one) => `ip ${family(one)} address add ${one} dev ${on}`),
    ...routes.map(([to, via]) => `ip ${family(via)} route add ${to} via ${via}`),
  ].join(" && ");
}
