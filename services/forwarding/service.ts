import { defineService, lines, oneshot, option, sh, t } from "../../src/index.ts";

/** Makes the computer a router: it passes on packets that are not for itself. */
export const forwarding = defineService({
  name: "forwarding",
  params: {
    ipv4: option({ type: t.boolean, default: true, description: "Whether those of IPv4 are passed on." }),
    ipv6: option({ type: t.boolean, default: true, description: "Whether those of IPv6 are passed on." }),
  },
  build: ({ ipv4, ipv6 }) => {
    const files = [
      ...(ipv4 ? ["/proc/sys/net/ipv4/ip_forward"] : []),
      ...(ipv6 ? ["/proc/sys/net/ipv6/conf/all/forwarding"] : []),
    ];
    const all = (value: number) => lines(...files.map((file) => sh`echo ${value} >${file}`));
    return oneshot({
      description: "Packets from one network to another",
      up: all(1),
      down: all(0),
      capabilities: ["net_admin"],
    });
  },
});
