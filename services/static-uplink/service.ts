import {
  cableIfKnown,
  defineService,
  knownInterface,
  oneshot,
  option,
  sh,
  t,
  uplinkOutputs,
} from "../../src/index.ts";

/** A way into the internet by an address that the provider gave in writing. */
export const staticUplink = defineService({
  name: "static-uplink",
  params: {
    interface: option({ type: t.interface, description: "Where the provider is." }),
    address: option({
      type: t.cidr,
      description: "Our address, with the length of its network's prefix.",
      example: "192.0.2.7/24",
    }),
    gateway: option({ type: t.ipv4, description: "The provider's router.", example: "192.0.2.1" }),
    nameservers: option({
      type: t.listOf(t.ipv4),
      default: [],
      description: "The provider's name servers.",
      example: ["192.0.2.53"],
    }),
    mtu: option({
      type: t.nullable(t.int({ min: 576, max: 65_535 })),
      default: null,
      description: "The largest packet, in bytes; otherwise what the interface carries.",
    }),
  },
  outputs: uplinkOutputs,
  known: ({ interface: on }) => ({ ifname: knownInterface(on) }),
  build: ({ interface: on, address, gateway, nameservers, mtu }, { write }) =>
    oneshot({
      description: `${address.text} on ${knownInterface(on) ?? "an interface"}`,
      when: cableIfKnown(on),
      up: sh`
        name=${on}
        ip link set dev "$name" ${mtu === undefined ? [] : ["mtu", mtu]} up
        ip address replace ${address.text} dev "$name"
        ${write("ifname", sh`"$name"`)}
        ${write("address", address.address)}
        ${write("prefixLength", address.prefixLength)}
        ${write("gateway", gateway)}
        ${write("nameservers", nameservers)}
        ${write("mtu", sh`"$(cat "/sys/class/net/$name/mtu")"`)}
      `,
      down: sh`ip address del ${address.text} dev ${on} 2>/dev/null || true`,
      claims: [{ kind: "address", interface: on, network: address }],
      capabilities: ["net_admin"],
      requires: { applets: ["ip"] },
    }),
});
