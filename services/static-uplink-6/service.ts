import {
  cableIfKnown,
  contains,
  defineService,
  knownInterface,
  oneshot,
  option,
  sh,
  t,
  uplink6Outputs,
} from "../../src/index.ts";

/**
 * A way into the internet over IPv6 whose prefix the provider gave in writing: what `ipv6Client` finds out elsewhere. It
 * brings the way out as well.
 */
export const staticUplink6 = defineService({
  name: "static-uplink-6",
  params: {
    interface: option({ type: t.interface, description: "Where the provider is." }),
    prefix: option({
      type: t.prefix,
      description: "The prefix of the house, for `prefix` to give to its networks.",
      example: "2001:db8:1000::/56",
    }),
    gateway: option({ type: t.ipv6, description: "The provider's router.", example: "fe80::1" }),
    address: option({
      type: t.nullable(t.cidr),
      default: null,
      description:
        "Our own address on the line, where there is one, with the length of its network's prefix.",
      example: "2001:db8:0:7::2/64",
    }),
    nameservers: option({
      type: t.listOf(t.ipv6),
      default: [],
      description: "The provider's name servers.",
      example: ["2001:db8::53"],
    }),
  },
  outputs: uplink6Outputs,
  known: ({ interface: on }) => ({ ifname: knownInterface(on) }),
  *checks({ prefix, address, gateway }) {
    if (prefix.family !== 6)
      yield {
        message: `The prefix '${prefix.text}' is expected to be one of IPv6`,
        parameters: [["prefix"]],
      };
    if (address !== undefined && address.family !== 6)
      yield {
        message: `The address '${address.text}' is expected to be one of IPv6`,
        parameters: [["address"]],
      };
    else if (!isOnLink(gateway) && (address === undefined || !contains(address, gateway)))
      yield {
        message: `The gateway ${gateway} is expected to be on the line: in the network of 'address', or link-local`,
        parameters: [["gateway"], ...(address === undefined ? [] : [["address"] as const])],
        try: 'gateway: "fe80::1"',
      };
  },
  build: ({ interface: on, prefix, gateway, address, nameservers }, { write }) =>
    oneshot({
      description: `${prefix.text} by way of ${gateway}`,
      when: cableIfKnown(on),
      up: sh`
        name=${on}
        ip link set dev "$name" up
        ${address === undefined ? [] : sh`ip -6 address replace ${address.text} dev "$name"`}
        ip -6 route replace default via ${gateway} dev "$name"
        # What no network of the house has: else it would go back to the provider, who returns it (RFC 7084, WPD-5).
        ip -6 route replace unreachable ${prefix.text}
        ${write("ifname", sh`"$name"`)}
        ${write("prefix", sh`${prefix.text}`)}
        ${write("nameservers", nameservers)}
      `,
      down: sh`
        name=${on}
        ip -6 route del default via ${gateway} dev "$name" 2>/dev/null || true
        ip -6 route del unreachable ${prefix.text} 2>/dev/null || true
        ${address === undefined ? [] : sh`ip -6 address del ${address.text} dev "$name" 2>/dev/null || true`}
      `,
      claims: [
        ...(address === undefined ? [] : [{ kind: "address", interface: on, network: address } as const]),
        { kind: "route", to: "default (IPv6)", metric: 0 },
      ],
      capabilities: ["net_admin"],
      requires: { applets: ["ip"] },
    }),
});

/** fe80::/10 (RFC 4291, section 2.5.6) is on every line. */
const isOnLink = (gateway: string): boolean => /^fe[89ab]/i.test(gateway);
