import { defineModule, defineService, oneshot, sh, t } from "../../src/index.ts";

/** The router's way to itself. The kernel gives it its addresses when it comes up. */
const loopback = defineService({
  name: "loopback",
  params: {},
  outputs: { ifname: t.interfaceName, address: t.ipv4 },
  build: (_, { write }) =>
    oneshot({
      description: "The loopback interface",
      up: sh`
        ip link set lo up
        ${write("ifname", "lo")}
        ${write("address", "127.0.0.1")}
      `,
      down: sh`ip link set lo down`,
      capabilities: ["net_admin"],
    }),
});

export default defineModule({
  meta: import.meta,
  config: {
    services: { loopback: loopback() },
    busybox: { applets: ["ip"], options: { FEATURE_IP_LINK: "y" } },
  },
});
