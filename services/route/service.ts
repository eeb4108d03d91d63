import { defineService, ifKnown, linkUp, type OutputRef, oneshot, option, sh, t } from "../../src/index.ts";

const address = t.either(t.atRuntime(t.ipv4), t.atRuntime(t.ipv6));

/**
 * A way to a network. It goes when its interface does, when that is switched off, or when its next router is another
 * one; and comes back with them.
 */
export const route = defineService({
  name: "route",
  params: {
    interface: option({ type: t.interface, description: "Where it leads out." }),
    to: option({
      type: t.nullable(t.prefix),
      default: null,
      description: 'The network that it leads to; otherwise to everywhere, in IPv4 unless "via" is IPv6.',
      example: "203.0.113.0/24",
    }),
    via: option({
      type: t.nullable(address),
      default: null,
      description: "The next router; not needed on a line that has but one other end.",
      example: "192.0.2.1",
    }),
    metric: option({
      type: t.int({ min: 0 }),
      default: 0,
      description: "Of several routes to one network that with the lowest is taken; 0: the kernel's own.",
    }),
    source: option({
      type: t.nullable(address),
      default: null,
      description: "The address that the router itself sends from, on this route.",
    }),
  },
  build: ({ interface: on, to, via, metric, source }) => {
    const family = familyOf(to?.family, via);
    const ip = ["ip", `-${family}`];
    const network = to === undefined || to.prefixLength === 0 ? "default" : to.text;
    const weight = metric === 0 ? [] : ["metric", metric];
    const from = source === undefined ? [] : ["src", source];
    return oneshot({
      description: network === "default" ? "The way to everywhere else" : `The way to ${network}`,
      when: ifKnown(linkUp, on),
      up: sh`${ip} route add ${network} ${via === undefined ? [] : ["via", via]} dev ${on} ${weight} ${from}`,
      // Without its next router: that may be another one by now. The kernel takes it away with its interface.
      down: sh`${ip} route del ${network} dev ${on} ${weight} 2>/dev/null || true`,
      claims: [{ kind: "route", to: `${network} (IPv${family})`, metric }],
      capabilities: ["net_admin"],
      requires: { applets: ["ip"] },
    });
  },
});

const familyOf = (family: 4 | 6 | undefined, via: string | OutputRef<string> | undefined): 4 | 6 => {
  if (family !== undefined || via === undefined) return family ?? 4;
  if (typeof via === "string") return via.includes(":") ? 6 : 4;
  return via.type.expects === t.ipv6.expects ? 6 : 4;
};
