import { addressAt, type Network } from "../../src/index.ts";

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Addresses to lend: 100 to 249, which leaves room at both ends; of a small network the upper half but its last, which is for broadcasts. */
export function usualRange(network: Network): Range {
  const size = 2 ** (32 - network.prefixLength);
  const [from, to] = size >= 256 ? [100, 249] : [size / 2, size - 2];
  return { from: addressAt(network, from), to: addressAt(network, to) };
}
