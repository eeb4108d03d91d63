/**
 * What a service takes for itself. Templates see their own parameters only; what two of them want at once, such as one
 * network on two sides of the router, is found here, before they meet on a router.
 */
import { type Network, overlaps } from "../../config/address.ts";
import type { Mention, Problem } from "../../config/problem.ts";
import { isOutputRef, type OutputRef } from "./output.ts";
import type { NamedService, Service } from "./service.ts";

type Interface = string | OutputRef<string>;

export type Claim =
  /** An address of the router's own, with its network. */
  | { readonly kind: "address"; readonly interface: Interface; readonly network: Network }
  /** An interface that is there, or switched on, only while it runs: whoever else names that needs it. */
  | { readonly kind: "keeps"; readonly interface: Interface }
  /** An interface that belongs to a bridge, and can belong to one only. */
  | { readonly kind: "member"; readonly interface: Interface }
  /** An interface whose packets it must see itself, and that can be in no bridge therefore. */
  | { readonly kind: "hears"; readonly interface: Interface }
  /** A route, by what the kernel tells routes apart by. */
  | { readonly kind: "route"; readonly to: string; readonly metric: number }
  /** The longest packet that it hands to an interface, headers of its own included, in bytes. */
  | { readonly kind: "sends"; readonly interface: Interface; readonly bytes: number }
  /** The longest packet that its own interface, its output `ifname`, takes. */
  | { readonly kind: "mtu"; readonly bytes: number };

/** A claim, and who makes it. */
interface Claimed<C extends Claim = Claim> {
  readonly claim: C;
  readonly service: Service;
  readonly name: string;
}

/** Ethernet's, where nobody says otherwise (RFC 894). */
const usualMtu = 1500;

/** Everything that two of these services cannot both have. */
export function conflictsOf(
  services: Iterable<{ readonly service: Service; readonly name: string }>,
  nameOf: (service: Service | NamedService) => string,
): readonly Problem[] {
  const all = [...services].flatMap(({ service, name }): readonly Claimed[] =>
    (service.definition.type === "bundle" ? [] : (service.definition.claims ?? [])).map((claim) => ({
      claim,
      service,
      name,
    })),
  );
  const interfaceOf = (on: Interface): string =>
    isOutputRef(on) ? `the interface of '${nameOf(on.service)}'` : `'${on}'`;
  const of = <K extends Claim["kind"]>(kind: K) =>
    all.filter((one) => one.claim.kind === kind) as Claimed<Extract<Claim, { kind: K }>>[];
  return [
    ...pairs(of("address")).flatMap(([a, b]) =>
      overlaps(a.claim.network, b.claim.network) &&
      interfaceOf(a.claim.interface) !== interfaceOf(b.claim.interface)
        ? [
            both(a, b, {
              message: `Networks ${a.claim.network.text} of '${a.name}' and ${b.claim.network.text} of '${b.name}' overlap, and are on different interfaces`,
              try: "give one of them a network of its own",
            }),
          ]
        : [],
    ),
    ...pairs(of("keeps")).flatMap(([a, b]) =>
      interfaceOf(a.claim.interface) === interfaceOf(b.claim.interface)
        ? [
            both(a, b, {
              message: `Services '${a.name}' and '${b.name}' both look after ${interfaceOf(a.claim.interface)}: what one switches off the other needs`,
              try: "one of them, for all who use that interface",
            }),
          ]
        : [],
    ),
    ...pairs(of("member")).flatMap(([a, b]) =>
      interfaceOf(a.claim.interface) === interfaceOf(b.claim.interface)
        ? [
            both(a, b, {
              message: `Services '${a.name}' and '${b.name}' both put ${interfaceOf(a.claim.interface)} into a bridge, and it can be in one only`,
            }),
          ]
        : [],
    ),
    ...of("member").flatMap((member) =>
      [...of("hears"), ...of("address")].flatMap((other) =>
        interfaceOf(member.claim.interface) === interfaceOf(other.claim.interface)
          ? [
              both(other, member, {
                message: `Service '${other.name}' uses ${interfaceOf(member.claim.interface)}, which '${member.name}' puts into a bridge: what comes in there goes to the bridge`,
              }),
            ]
          : [],
      ),
    ),
    ...pairs(of("route")).flatMap(([a, b]) =>
      a.claim.to === b.claim.to && a.claim.metric === b.claim.metric
        ? [
            both(a, b, {
              message: `Services '${a.name}' and '${b.name}' both make the route to ${a.claim.to} with metric ${a.claim.metric}`,
              try: `metric: ${a.claim.metric + 100} for the one that is second choice`,
            }),
          ]
        : [],
    ),
    ...of("sends").flatMap((sender) => {
      const { interface: on, bytes } = sender.claim;
      const carrier = of("mtu").find(({ name }) => isOutputRef(on) && nameOf(on.service) === name);
      const takes = carrier?.claim.bytes ?? usualMtu;
      if (bytes <= takes) return [];
      return [
        {
          message: `Service '${sender.name}' sends packets of up to ${bytes} bytes over ${interfaceOf(on)}, which takes ${takes}`,
          mentions: [sender, ...(carrier === undefined ? [] : [carrier])].flatMap(placesOf),
          try: `a smaller mtu, or a link({ …, mtu: ${bytes} }) for it to go over`,
        },
      ];
    }),
  ];
}

const pairs = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));

const both = (a: Claimed, b: Claimed, problem: Omit<Problem, "mentions">): Problem => ({
  ...problem,
  mentions: [a, b].flatMap(placesOf),
});

/** The call that made a service, or the options that it was made of. */
const placesOf = ({ service: { capture, from } }: Claimed): readonly Mention[] =>
  from.length === 0
    ? [{ origin: { capture } }]
    : from.map((name) => ({ origin: { capture }, option: { name, keys: [] } }));
