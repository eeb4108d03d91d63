/** Packets between zones, for those who ask what a policy does without knowing the router. */
import { addressAt, parseAddress } from "../../config/address.ts";
import type { Packet, Surroundings } from "../packet.ts";
import type { Ruleset } from "../ruleset.ts";
import { type Policy, ROUTER, zoneOfAddress } from "./policy.ts";
import { zoneSet } from "./statements.ts";

export interface Question {
  /** Zones, or the router. */
  readonly from: string;
  readonly to: string;
  readonly family: Packet["family"];
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly port?: number;
  readonly source?: bigint;
  readonly destination?: bigint;
}

/** The ruleset as it is when every zone has an interface: those that are known on the router only are called like the zone. */
export const withInterfaces = (ruleset: Ruleset, policy: Policy): Ruleset => ({
  ...ruleset,
  tables: ruleset.tables.map((table) => ({
    ...table,
    sets: table.sets.map((set) => {
      const zone = Object.keys(policy.zones).find((name) => zoneSet(name) === set.name);
      return zone === undefined || set.elements.length > 0
        ? set
        : { ...set, elements: [unknownInterface(zone)] };
    }),
  })),
});

const unknownInterface = (zone: string): string => `(${zone})`.slice(0, 15);

/** An interface of a zone, in a ruleset that has one for each. */
export function interfaceOf({ tables }: Ruleset, zone: string): string {
  const set = tables.flatMap(({ sets }) => sets).find(({ name }) => name === zoneSet(zone));
  return String(set?.elements[0] ?? unknownInterface(zone));
}

/** The first packet of a connection, and what the router knows: senders are where they say, and zones have their networks. */
export function zonePacket(
  question: Question,
  policy: Policy,
  ruleset: Ruleset,
): { readonly packet: Packet; readonly around: Surroundings } {
  const { family, from, to, protocol, port } = question;
  const own = addressOf(family, "192.168.254.1", "fd00:254::1");
  const source = question.source ?? (from === ROUTER ? own : addressIn(policy, from, family, 20));
  const destination = question.destination ?? (to === ROUTER ? own : addressIn(policy, to, family, 30));
  const forwarded = policy.forwards.map((one) => ({
    address: parseAddress(one.to.address)?.bits,
    zone: zoneOfAddress(policy, one.to.address),
  }));
  return {
    packet: {
      family,
      source,
      destination,
      protocol: protocol === "icmp" && family === "ipv6" ? "icmpv6" : protocol,
      ...(port === undefined ? {} : { port, sourcePort: 40_000 }),
      state: "new",
    },
    around: {
      ...(from === ROUTER ? {} : { input: interfaceOf(ruleset, from) }),
      wayBack: "same",
      destinationIs: (address) => (to === ROUTER && address === destination ? "local here" : "unicast"),
      output: (address) => {
        const zone =
          address === destination && to !== ROUTER
            ? to
            : forwarded.find((one) => one.address === address)?.zone;
        return zone === undefined ? undefined : interfaceOf(ruleset, zone);
      },
    },
  };
}

const addressOf = (family: Packet["family"], four: string, six: string): bigint =>
  parseAddress(family === "ipv4" ? four : six)?.bits ?? 0n;

/** One in a network of the zone; where none is known, one that no list of odd addresses has. */
function addressIn(policy: Policy, zone: string, family: Packet["family"], host: number): bigint {
  const number = family === "ipv4" ? 4 : 6;
  const network = policy.zones[zone]?.networks.find((one) => one.family === number);
  const index = Object.keys(policy.zones).indexOf(zone) + 1;
  if (network === undefined) return addressOf(family, `100.64.${index}.${host}`, `2000:0:${index}::${host}`);
  const bits = (number === 4 ? 32 : 128) - network.prefixLength;
  const place = bits > 8 ? host : Math.floor((2 ** bits * host) / 100);
  return parseAddress(addressAt(network, place))?.bits ?? 0n;
}
