/** Addresses that follow each other, which is what networks and single addresses are too. */
import { type Family, parseAddress, parseNetwork, range, showAddress } from "./address.ts";

export interface AddressRange {
  readonly family: Family;
  /** As it was written, in the shortest form. */
  readonly text: string;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads "192.0.2.7", "192.0.2.0/24" or "192.0.2.7-192.0.2.9"; undefined if it is none of these. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const network = parseNetwork(text);
  if (network !== undefined) {
    if (network.address !== network.network) return undefined;
    const [first, last] = range(network);
    return first === last
      ? single(network.family, first)
      : { family: network.family, text: network.text, first, last };
  }
  const [from = "", to, ...more] = text.split("-");
  const first = parseAddress(from);
  if (first === undefined || more.length > 0) return undefined;
  if (to === undefined) return single(first.family, first.bits);
  const last = parseAddress(to);
  if (last?.family !== first.family || last.bits < first.bits) return undefined;
  if (last.bits === first.bits) return single(first.family, first.bits);
  const show = (bits: bigint): string => showAddress(first.family, bits);
  return {
    family: first.family,
    text: `${show(first.bits)}-${show(last.bits)}`,
    first: first.bits,
    last: last.bits,
  };
}

const single = (family: Family, bits: bigint): AddressRange => ({
  family,
  text: showAddress(family, bits),
  first: bits,
  last: bits,
});
