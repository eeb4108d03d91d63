import {
  defineService,
  knownInterface,
  type OutputRef,
  oneshot,
  option,
  presentIfFixed,
  sh,
  t,
} from "../../src/index.ts";

/** A virtual network on an interface: frames with this tag, IEEE 802.1Q. It is called like `eth0.7`. */
export const vlan = defineService({
  name: "vlan",
  params: {
    interface: option({ type: t.interface, description: "What carries it." }),
    id: option({ type: t.int({ min: 1, max: 4094 }), description: "Its number: that of the tag." }),
  },
  outputs: { ifname: t.interfaceName },
  known: ({ interface: on, id }) => ({ ifname: nameOf(on, id) }),
  build: ({ interface: on, id }, { write }) => {
    const name = nameOf(on, id);
    return oneshot({
      description: `VLAN ${id} on ${knownInterface(on) ?? "an interface"}`,
      when: presentIfFixed(on),
      up: sh`
        base=${on}
        ip link set dev "$base" up
        ip link add link "$base" name "$base.${id}" type vlan id ${id}
        ip link set dev "$base.${id}" up
        ${write("ifname", sh`"$base.${id}"`)}
      `,
      // The kernel has taken it away with the interface, if that is gone.
      down: sh`
        base=${on}
        ip link del dev "$base.${id}" 2>/dev/null || true
      `,
      claims: name === undefined ? [] : [{ kind: "keeps", interface: name }],
      capabilities: ["net_admin"],
      requires: { kernel: { VLAN_8021Q: "y" }, applets: ["ip"] },
    });
  },
});

const nameOf = (on: string | OutputRef<string>, id: number): string | undefined => {
  const base = knownInterface(on);
  return base === undefined ? undefined : `${base}.${id}`;
};
