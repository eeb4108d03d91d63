/**
 * A bridge, and services for each member: one that is not there, or has no cable in it, is not in the bridge, and
 * nobody waits for it.
 */
import {
  carrier,
  defineService,
  ethernet,
  ifKnown,
  knownInterface,
  oneshot,
  option,
  presentIfFixed,
  type Service,
  sh,
  t,
} from "../../src/index.ts";

const rights = { capabilities: ["net_admin"] } as const;

/** A bridge of network interfaces: what comes in by one of them leaves by the one that leads to its receiver. */
export const bridge = defineService({
  name: "bridge",
  params: {
    name: option({ type: t.interfaceName, description: "What it is called.", example: "home" }),
    members: option({
      type: t.interfaces,
      description: "Interfaces, each of which is in the bridge while there is a cable in it.",
    }),
  },
  outputs: { ifname: t.interfaceName },
  known: ({ name }) => ({ ifname: name }),
  companions: ({ members }, self) =>
    members.flatMap((member): readonly Service[] =>
      typeof member === "string"
        ? [
            port({ bridge: self, interface: ethernet(member) }),
            join({ bridge: self, interface: ethernet(member) }),
          ]
        : // What a service made is switched on already.
          [join({ bridge: self, interface: member })],
    ),
  passesOn: ["members"],
  build: ({ name, members }, { write }) =>
    oneshot({
      description: `The bridge ${name}`,
      up: sh`
        # By itself it takes the lowest address of those that are in it, and another when one comes or goes.
        address=
        for member in ${members.filter((member) => typeof member === "string")}; do
          [ ! -e "/sys/class/net/$member" ] || address="address $(cat "/sys/class/net/$member/address")"
          [ -z "$address" ] || break
        done
        ip link add name ${name} $address type bridge
        ip link set dev ${name} up
        ${write("ifname", name)}
      `,
      down: sh`ip link del dev ${name} 2>/dev/null || true`,
      ...rights,
      claims: [
        { kind: "keeps", interface: name },
        ...members.map((member) => ({ kind: "member", interface: member }) as const),
      ],
      requires: { kernel: { BRIDGE: "y" }, applets: ["ip"] },
    }),
});

const params = {
  bridge: option({
    type: t.serviceWith({ ifname: t.interfaceName }),
    description: "The bridge that it is for.",
  }),
  interface: option({ type: t.interface, description: "The member." }),
};

/**
 * A socket of the board, switched on: without that nobody knows whether there is a cable in it. It stays on, since it may
 * carry more than the bridge: a VLAN for the guests.
 */
const port = defineService({
  name: "bridge-port",
  params,
  build: ({ interface: on }) =>
    oneshot({
      description: `The socket ${on}, for a bridge`,
      when: presentIfFixed(on),
      up: sh`ip link set dev ${on} up`,
      ...rights,
    }),
});

const join = defineService({
  name: "bridge-member",
  params,
  build: ({ bridge, interface: on }) =>
    oneshot({
      description: `${knownInterface(on) ?? "an interface"} as part of a bridge`,
      when: ifKnown(carrier, on),
      up: sh`ip link set dev ${on} master ${bridge.output.ifname}`,
      down: sh`ip link set dev ${on} nomaster 2>/dev/null || true`,
      ...rights,
    }),
});
