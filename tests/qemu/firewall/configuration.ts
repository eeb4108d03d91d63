/** A router between a house, its guests and the internet; the way out comes and goes, as one over PPPoE does. */
import { defineConfiguration, defineService, longrun, named, oneshot, sh, t } from "liminix";
import qemu from "liminix/devices/qemu";
import { forwarding } from "liminix/services/forwarding";
import { vlan } from "liminix/services/vlan";

const { wan, lan } = qemu.interfaces;

/** The way into the internet. */
const uplink = defineService({
  name: "uplink",
  params: {},
  outputs: { ifname: t.interfaceName },
  build: (_, { write }) =>
    oneshot({
      up: sh`
        echo 0 >/proc/sys/net/ipv6/conf/${wan.name}/accept_dad
        ip link set ${wan.name} up
        ip address add 100.64.9.2/24 dev ${wan.name}
        ip -6 address add 2a00:1:2:3::2/64 dev ${wan.name}
        ip route add default via 100.64.9.1
        ip -6 route add default via 2a00:1:2:3::1
        ${write("ifname", wan.name)}
      `,
      capabilities: ["net_admin"],
      down: sh`
        ip address flush dev ${wan.name}
        ip link set ${wan.name} down
      `,
    }),
})();

const guests = vlan({ interface: lan, id: 7 });

/** The house on the cable, and guests on a VLAN of it. */
const house = oneshot({
  capabilities: ["net_admin"],
  up: sh`
    echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
    echo 0 >/proc/sys/net/ipv6/conf/${lan.name}/accept_dad
    ip link set ${lan.name} up
    ip address add 192.168.8.1/24 dev ${lan.name}
    ip -6 address add 2a00:1:2:4::1/64 dev ${lan.name}
    ip address add 192.168.7.1/24 dev ${guests.output.ifname}
    ip -6 address add 2a00:1:2:5::1/64 dev ${guests.output.ifname}
  `,
});

/** Listens on every port that somebody might knock at. */
const listener = (port: number) =>
  longrun({
    run: sh`exec nc -ll -p ${port} -e cat`,
    dependencies: [house],
    capabilities: ["net_bind_service"],
  });

export default defineConfiguration({
  hostname: "firewalled",
  busybox: {
    applets: ["ip", "nc", "cat", "sysctl"],
    options: {
      FEATURE_IP_ROUTE: "y",
      FEATURE_IP_ADDRESS: "y",
      FEATURE_IP_LINK: "y",
      NC_SERVER: "y",
      NC_EXTRA: "y",
    },
  },
  services: {
    uplink,
    house,
    forwarding: forwarding({}, { dependencies: [named("firewall"), house] }),
    telnet: listener(23),
    ssh: listener(22),
    web: listener(80),
  },
  firewall: {
    enable: true,
    zones: {
      wan: { interfaces: [uplink], masquerade: true, bandwidth: "1Mbit/s" },
      lan: { interfaces: [lan], networks: ["192.168.8.0/24", "2a00:1:2:4::/64"] },
      guest: { interfaces: [guests] },
    },
    allow: [
      { from: "lan", to: "wan" },
      { from: "guest", to: "wan" },
    ],
    documentationAddresses: false,
    services: { ssh: { zones: ["lan"], tcp: [22] } },
    forwards: [
      { port: 8080, to: "192.168.8.10:80", reason: "the camera" },
      { port: 8443, to: "[2a00:1:2:4::10]", reason: "the camera" },
    ],
  },
});
