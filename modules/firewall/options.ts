/** What can be said of a firewall. */
import { byDefault, computed, enable, option, t } from "../../src/index.ts";

const zone = t.submodule(
  {
    interfaces: option({
      type: t.listOf(t.interface),
      default: [],
      description:
        "The interfaces that lead there: the device's, or those of services, which may come and go.",
    }),
    networks: option({
      type: t.setOf(t.prefix),
      default: [],
      description: "The networks there, as far as they are known: forwards lead to one of them.",
      example: ["192.168.8.0/24"],
    }),
    masquerade: option({
      type: t.boolean,
      default: false,
      description: "Whether IPv4 that goes there gets the router's own address as sender.",
    }),
    outside: option({
      type: t.boolean,
      default: false,
      defaultText: "whether it is masqueraded",
      description:
        "Whether strangers are there, as on the internet: senders that cannot be are dropped, and what is refused gets no answer.",
    }),
    bandwidth: option({
      type: t.bitRate,
      default: "100Mbit/s",
      description:
        "How fast the link is, in bits a second. A twentieth of it is what ICMP may use, which attackers like to have more of.",
    }),
    clampMss: option({
      type: t.boolean,
      default: false,
      defaultText: "whether it is outside",
      description:
        "Whether TCP is told how much fits into a packet on the way (RFC 6691), for links such as PPPoE whose packets are smaller than others.",
    }),
    reversePath: option({
      type: t.oneOf("strict", "loose", "off"),
      default: "strict",
      description:
        "Senders that are believed (RFC 3704). strict: those that answers would reach by this interface; loose: those that any interface leads to, for routers with two ways into the internet.",
    }),
    denied: option({
      type: t.oneOf("drop", "reject"),
      default: "reject",
      defaultText: "drop outside, reject elsewhere",
      description: "What becomes of traffic from there that nothing allows. reject: its sender is told.",
    }),
    log: option({
      type: t.boolean,
      default: true,
      description: "Whether traffic from there that nothing allows is logged, some of it.",
    }),
  },
  {
    config: ({ self }) => ({
      outside: byDefault(computed(() => self.masquerade)),
      clampMss: byDefault(computed(() => self.outside)),
      denied: byDefault(computed((): "drop" | "reject" => (self.outside ? "drop" : "reject"))),
    }),
  },
);

const reason = option({
  type: t.string,
  default: "",
  description: "Why, in a few words; it stands beside the rule wherever that is shown.",
});

const flow = t.submodule({
  from: option({ type: t.string, description: "The zone whose machines may begin to speak." }),
  to: option({ type: t.string, description: "The zone that they may speak to." }),
  reason,
});

const forward = t.submodule({
  proto: option({ type: t.oneOf("tcp", "udp", "both"), default: "tcp", description: "What is sent on." }),
  port: option({ type: t.portRange, description: "The port at the router, or a range of ports." }),
  to: option({
    type: t.endpoint,
    description:
      "Where it is sent on to; without a port, to the same one. An IPv6 address is reached as it is: there it opens the port.",
    example: "192.168.8.10:80",
  }),
  from: option({
    type: t.listOf(t.string),
    default: [],
    defaultText: "all zones that are outside",
    description: "The zones whose machines reach it at the router.",
  }),
  hairpin: option({
    type: t.boolean,
    default: true,
    description: "Whether the router's outside address leads there from inside as well.",
  }),
  reason,
});

const rule = t.submodule({
  from: option({
    type: t.nullable(t.string),
    default: null,
    description: 'The zone it comes from, or "router"; any, unless said.',
  }),
  to: option({
    type: t.nullable(t.string),
    default: null,
    description: 'The zone it goes to, or "router"; any zone, unless said.',
  }),
  family: option({
    type: t.oneOf("ipv4", "ipv6", "both"),
    default: "both",
    description: "The internet protocol; where addresses are named, theirs.",
  }),
  proto: option({
    type: t.oneOf("any", "tcp", "udp", "icmp", "esp", "gre"),
    default: "any",
    description: "What is spoken; icmp is either family's.",
  }),
  ports: option({
    type: t.listOf(t.portRange),
    default: [],
    description: "Ports it goes to; any, unless said.",
  }),
  sourcePorts: option({
    type: t.listOf(t.portRange),
    default: [],
    description: "Ports it comes from; any, unless said.",
  }),
  sources: option({
    type: t.listOf(t.addressRange),
    default: [],
    description: "Addresses it comes from; any, unless said.",
  }),
  destinations: option({
    type: t.listOf(t.addressRange),
    default: [],
    description: "Addresses it goes to; any, unless said.",
  }),
  sourceSet: option({
    type: t.nullable(t.string),
    default: null,
    description: "A set of `firewall.sets` that it comes from.",
  }),
  destinationSet: option({
    type: t.nullable(t.string),
    default: null,
    description: "A set of `firewall.sets` that it goes to.",
  }),
  limit: option({
    type: t.nullable(t.rate),
    default: null,
    description: "How often the rule counts; what comes more often goes on to the next rule.",
  }),
  every: option({
    type: t.oneOf("connection", "packet"),
    default: "connection",
    description:
      "What is looked at. connection: its first packet, and the others share its fate; packet: each one, before anything else is asked.",
  }),
  log: option({ type: t.boolean, default: false, description: "Whether it is logged when the rule counts." }),
  action: option({ type: t.oneOf("accept", "drop", "reject"), description: "What becomes of it." }),
  reason,
});

const service = t.submodule({
  zones: option({ type: t.setOf(t.string), description: "The zones whose machines may use it." }),
  tcp: option({ type: t.setOf(t.port), default: [], description: "TCP ports of the router." }),
  udp: option({ type: t.setOf(t.port), default: [], description: "UDP ports of the router." }),
  reason,
});

const set = t.submodule({
  addresses: option({
    type: t.listOf(t.addressRange),
    default: [],
    description: "Addresses, networks and ranges of either family.",
  }),
});

export const options = {
  enable: enable(
    "a firewall; without it the router neither hides nor refuses anything. What no rule allows is refused",
  ),
  zones: option({
    type: t.mapOf(zone),
    default: {},
    description: "Parts of the network whose machines may do the same, by name.",
  }),
  allow: option({
    type: t.listOf(flow),
    default: [],
    description: "Who may begin to speak to whom, through the router. Answers always find their way.",
  }),
  services: option({
    type: t.mapOf(service),
    default: {},
    description: "What the router itself offers to whom. Modules open what they need here.",
    example: { ssh: { zones: ["lan"], tcp: [22] } },
  }),
  forwards: option({
    type: t.listOf(forward),
    default: [],
    description: "Ports of the router that lead to machines behind it.",
  }),
  rules: option({
    type: t.listOf(rule),
    default: [],
    description: "Exceptions, asked in this order before anything above.",
  }),
  sets: option({
    type: t.mapOf(set),
    default: {},
    description: "Addresses that rules refer to by name, and that several modules may add to.",
  }),
  flowOffload: option({
    type: t.boolean,
    default: false,
    description:
      "Whether packets of connections that stand take a shorter way through the kernel, past everything that looks at each packet.",
  }),
  inboundIpsec: option({
    type: t.boolean,
    default: true,
    description:
      "Whether machines inside are reached by IPsec over IPv6 from outside (RFC 6092, section 3.2.4, which wants it by default).",
  }),
  documentationAddresses: option({
    type: t.boolean,
    default: false,
    description:
      "Whether addresses that exist in documents only (RFC 5737, RFC 3849) are let through; emulated networks use them.",
  }),
};
