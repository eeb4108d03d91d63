/** Network interfaces, by their names or by the places where they are plugged in. */
import {
  type Claim,
  defineService,
  hotplug,
  knownInterface,
  lines,
  type OutputRef,
  oneshot,
  option,
  presentIfFixed,
  sh,
  t,
} from "../../src/index.ts";

const settings = {
  mtu: option({
    type: t.nullable(t.int({ min: 68, max: 65_535 })),
    default: null,
    description: "The largest packet it carries, in bytes; otherwise as it is.",
    example: 1500,
  }),
  mac: option({
    type: t.nullable(t.mac),
    default: null,
    description: "The address that it takes in the place of its own.",
    example: "02:00:5e:00:53:01",
  }),
};

/**
 * A network interface that is there, and switched on, while somebody uses it: whoever refers to this service, or to the interface
 * itself.
 */
export const link = defineService({
  name: "link",
  params: { interface: option({ type: t.interface, description: "Which one." }), ...settings },
  outputs: { ifname: t.interfaceName },
  known: ({ interface: on }) => ({ ifname: knownInterface(on) }),
  build: ({ interface: on, mtu, mac }, { write }) =>
    oneshot({
      description: `${knownInterface(on) ?? "An interface"}, switched on`,
      when: presentIfFixed(on),
      up: sh`
        name=${on}
        ${setUp({ mtu, mac })}
        ${write("ifname", sh`"$name"`)}
      `,
      down: sh`ip link set dev ${on} down 2>/dev/null || true`,
      claims: claims(on, mtu),
      ...rights,
    }),
});

/**
 * An interface by the place where it is plugged in, under a name of our own: the kernel's depends on what else is there,
 * and on who came first.
 */
export const linkAt = defineService({
  name: "link-at",
  params: {
    devicePath: option({
      type: t.pattern(/^[^/\s][^\s]*[^/\s]$/, "a path below /sys/devices"),
      description: "Its place below /sys/devices; what follows behind that does not matter.",
      example: "pci0000:00/0000:00:12.0",
    }),
    name: option({ type: t.interfaceName, description: "What it is called from then on." }),
    ...settings,
  },
  outputs: { ifname: t.interfaceName },
  known: ({ name }) => ({ ifname: name }),
  build: ({ devicePath, name, mtu, mac }, { write }) =>
    oneshot({
      description: `The interface at ${devicePath}`,
      when: hotplug({ subsystem: "net", attributes: { devicePath } }),
      up: sh`
        name=${name}
        for one in /sys/class/net/*; do
          case $(readlink "$one") in */devices/${devicePath}/*) found=\${one##*/} ;; esac
        done
        if [ "$found" != "$name" ]; then
          ip link set dev "$found" down
          ip link set dev "$found" name "$name"
        fi
        ${setUp({ mtu, mac })}
        ${write("ifname", name)}
      `,
      down: sh`ip link set dev ${name} down 2>/dev/null || true`,
      claims: claims(name, mtu),
      ...rights,
    }),
});

// busybox asks a packet socket what kind of address an interface has.
const rights = { capabilities: ["net_admin", "net_raw"], requires: { applets: ["ip", "readlink"] } } as const;

const claims = (on: string | OutputRef<string>, mtu: number | undefined): readonly Claim[] => [
  { kind: "keeps", interface: on },
  ...(mtu === undefined ? [] : [{ kind: "mtu", bytes: mtu } as const]),
];

const setUp = ({ mtu, mac }: { readonly mtu: number | undefined; readonly mac: string | undefined }) =>
  lines(
    // Many drivers take another address only while the interface is off.
    ...(mac === undefined
      ? []
      : [sh`ip link set dev "$name" down && ip link set dev "$name" address ${mac}`]),
    ...(mtu === undefined ? [] : [sh`ip link set dev "$name" mtu ${mtu}`]),
    sh`ip link set dev "$name" up`,
  );
