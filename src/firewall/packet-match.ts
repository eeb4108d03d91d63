/** Whether a packet is what a rule looks for. */
import { unreachable } from "../error.ts";
import { numberOf, type Scalar } from "./datatypes.ts";
import { type FieldName, fieldOf } from "./fields.ts";
import type { Packet, Surroundings } from "./packet.ts";
import { type Element, isRange, type Match, type Operand, type Table } from "./ruleset.ts";

/** What is known of a packet in a chain. */
export interface View {
  readonly table: Table;
  readonly packet: Packet;
  readonly around: Surroundings;
  readonly output: string | undefined;
  /** Whether connection tracking has seen it. */
  readonly tracked: boolean;
  /** Whether it was sent on to another address. */
  readonly translated: boolean;
}

export function matches({ field, to, not = false }: Match, view: View): boolean {
  const { family, protocol, type } = fieldOf(field);
  // What does not have the field is neither equal nor unequal.
  if (family !== undefined && family !== view.packet.family) return false;
  if (protocol !== undefined && protocol !== view.packet.protocol) return false;
  const value = fieldValue(field, view);
  if (value === undefined) return false;
  const number = (scalar: Scalar): Scalar => (type.name === "ifname" ? scalar : numberOf(type, scalar));
  return fits(to, number(value), number, view.table) !== not;
}

function fits(to: Operand, value: Scalar, number: (scalar: Scalar) => Scalar, table: Table): boolean {
  const isIn = (elements: readonly Element[]): boolean =>
    elements.some((element) =>
      isRange(element)
        ? number(element.first) <= value && value <= number(element.last)
        : number(element) === value,
    );
  const bits = (words: readonly string[]): bigint =>
    words.reduce((sum, word) => sum | BigInt(number(word)), 0n);
  switch (to.kind) {
    case "value":
      return number(to.value) === value;
    case "range":
      return isIn([to]);
    case "set":
      return isIn(to.elements);
    case "named set":
      return table.sets.some(({ name, elements }) => name === to.name && isIn(elements));
    case "some of":
      return (BigInt(value) & bits(to.words)) !== 0n;
    case "exactly":
      return (BigInt(value) & bits(to.among)) === bits(to.words);
    default:
      return unreachable(to);
  }
}

/** undefined where there is nothing to look at, which no rule matches. */
function fieldValue(
  field: FieldName,
  { packet, around, output, tracked, translated }: View,
): Scalar | undefined {
  switch (field) {
    case "iifname":
      return around.input ?? "";
    case "oifname":
      return output ?? "";
    case "meta nfproto":
      return packet.family;
    case "meta l4proto":
      return packet.protocol;
    case "ip saddr":
    case "ip6 saddr":
      return packet.source;
    case "ip daddr":
    case "ip6 daddr":
      return packet.destination;
    case "tcp sport":
    case "udp sport":
      return packet.sourcePort ?? 0;
    case "tcp dport":
    case "udp dport":
      return packet.port ?? 0;
    case "tcp flags":
      return flagBits(packet.flags ?? ["syn"]);
    case "icmp type":
    case "icmpv6 type":
      return packet.icmpType ?? "echo-request";
    case "ct state":
      return tracked ? packet.state : undefined;
    case "ct status":
      return tracked ? (translated ? "dnat" : 0) : undefined;
    case "fib saddr . iif oif":
      return around.wayBack === "same" ? "exists" : "missing";
    case "fib saddr oif":
      return around.wayBack === "none" ? "missing" : "exists";
    case "fib saddr type":
      return "unicast";
    case "fib daddr type":
      return around.destinationIs(packet.destination).replace(/^local .*/, "local");
    case "fib daddr . iif type": {
      const whose = around.destinationIs(packet.destination);
      return whose === "local here" ? "local" : whose === "local elsewhere" ? "unicast" : whose;
    }
    default:
      return unreachable(field);
  }
}

function flagBits(flags: readonly string[]): bigint {
  const { type } = fieldOf("tcp flags");
  return flags.reduce((sum, flag) => sum | numberOf(type, flag), 0n);
}
