import { addressAt, type Network } from "../../src/index.ts";

export interface Range {
  readonly from: string;
  readonly to: string;
}

/**
 * Addresses to lend: 100 to 249, which leaves room at both ends; of a small network the upper half but its last, which is
 * for broadcasts. None of a network that has none for machines, or is not one of IPv4.
 */
export function usualRange(network: Network): Range | null {
  if (network.family !== 4 || network.prefixLength > 30) return null;
  const size = 2 ** (32 - network.prefixLength);
  const [from, to] = size >= 256 ? [100, 249] : [size / 2, size - 2];
  return { from: addressAt(network, from), to: addressAt(network, to) };
}
