import { cableIfKnown, defineService, knownInterface, oneshot, option, sh, t } from "../../src/index.ts";

/**
 * An address on an interface, while there is a cable in that if a service looks after it. One of IPv4 that somebody else on that network has is left to whoever came first;
 * those who need it wait, and it is tried again.
 */
export const address = defineService({
  name: "address",
  params: {
    interface: option({ type: t.interface, description: "Where it is." }),
    address: option({
      type: t.cidr,
      description: "The address, with the length of its network's prefix.",
      example: "192.168.8.1/24",
    }),
  },
  outputs: { ifname: t.interfaceName, address: t.either(t.ipv4, t.ipv6), prefixLength: t.int() },
  known: ({ interface: on }) => ({ ifname: knownInterface(on) }),
  build: ({ interface: on, address }, { write }) =>
    oneshot({
      description: `${address.text} on ${knownInterface(on) ?? "an interface"}`,
      when: cableIfKnown(on),
      up: sh`
        name=${on}
        ip link set dev "$name" up
        ${address.family === 4 ? take4(address) : sh`ip address replace ${address.text} dev "$name"`}
        ${write("ifname", sh`"$name"`)}
        ${write("address", address.address)}
        ${write("prefixLength", address.prefixLength)}
      `,
      down: sh`ip address del ${address.text} dev ${on} 2>/dev/null || true`,
      claims: [{ kind: "address", interface: on, network: address }],
      exitReasons: { [taken]: `another computer on that network has the address ${address.address}` },
      capabilities: ["net_admin", "net_raw"],
      requires: { applets: ["arping", "ip"] },
    }),
});

/** The exit status of a script that found the address in use. */
const taken = 10;

/**
 * Asks for it and then says whose it is, as RFC 5227 has it, but each once; of IPv6 the kernel does that (RFC 4862,
 * section 5.4). arping ends with 1 when somebody has it, and with more when that cannot be found out.
 */
const take4 = ({ address, text }: { readonly address: string; readonly text: string }) => sh`
  status=0
  if [ "$(cat "/sys/class/net/$name/carrier")" = 1 ]; then
    answer=$(arping -D -f -c 1 -w 1 -I "$name" ${address} 2>&1) || status=$?
  fi
  if [ "$status" = 1 ]; then
    owner=\${answer#*[}
    echo "\${owner%%]*} has the address ${address}, too" >&2
    exit ${taken}
  fi
  ip address replace ${text} broadcast + dev "$name"
  # Who knew another computer by this address need not wait until that is forgotten.
  arping -q -U -c 1 -I "$name" ${address} 2>/dev/null || true
`;
