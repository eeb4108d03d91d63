/** Rules that can never count, because an earlier one takes all that they would. */
import type { AddressRange } from "../../config/address-range.ts";
import { type Check, warning } from "../../config/check.ts";
import type { PortRange } from "../../config/types/traffic.ts";
import type { Policy, UserRule } from "./policy.ts";
import { placeOf } from "./user-rules.ts";

/** A warning for each, with the rule that takes all. */
export function* shadowedRules({ rules, sets }: Policy): Iterable<Check> {
  const addresses = (set: string | undefined, own: readonly AddressRange[]): readonly Bounds[] | undefined =>
    set === undefined && own.length === 0
      ? undefined
      : set === undefined
        ? own
        : own.length === 0
          ? (sets[set]?.addresses ?? [])
          : NONE;
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index).findIndex((other) => takesAll(other, rule, addresses));
    if (earlier === -1) continue;
    yield warning({
      message: `A rule can never count: an earlier one takes all that it is about${rules[earlier]?.reason ? ` (${rules[earlier].reason})` : ""}`,
      options: [`firewall.rules[${index}]`, `firewall.rules[${earlier}]`],
      try: "put it before the other, or take it out",
    });
  }
}

interface Bounds {
  readonly family?: 4 | 6;
  readonly first: bigint | number;
  readonly last: bigint | number;
}
/** A set and addresses at once: what is in both is not worked out, and so such a rule takes all of nothing. */
const NONE: readonly Bounds[] = [];

type Addresses = (set: string | undefined, own: readonly AddressRange[]) => readonly Bounds[] | undefined;

function takesAll(earlier: UserRule, later: UserRule, addresses: Addresses): boolean {
  if (earlier.limit !== undefined || placeOf(earlier) !== placeOf(later)) return false;
  // Rules for every packet are asked first; one for connections comes too late for them.
  if (earlier.every === "connection" && later.every === "packet") return false;
  return (
    (earlier.from === undefined || earlier.from === later.from) &&
    (earlier.to === undefined || earlier.to === later.to) &&
    (earlier.family === "both" || earlier.family === later.family) &&
    (earlier.proto === "any" || earlier.proto === later.proto) &&
    covers(portsOf(earlier.ports), portsOf(later.ports)) &&
    covers(portsOf(earlier.sourcePorts), portsOf(later.sourcePorts)) &&
    covers(addresses(earlier.sourceSet, earlier.sources), addresses(later.sourceSet, later.sources)) &&
    covers(
      addresses(earlier.destinationSet, earlier.destinations),
      addresses(later.destinationSet, later.destinations),
    )
  );
}

const portsOf = (ports: readonly PortRange[]): readonly Bounds[] | undefined =>
  ports.length === 0 ? undefined : ports;

/** Whether everything of `inner` is in `outer`; undefined is everything there is. */
function covers(outer: readonly Bounds[] | undefined, inner: readonly Bounds[] | undefined): boolean {
  if (outer === undefined) return true;
  if (inner === undefined || outer.length === 0) return false;
  return inner.every(({ family, first, last }) =>
    outer.some((one) => one.family === family && one.first <= first && last <= one.last),
  );
}
