/** What can be wrong about a network's addresses, each of which is right for itself. */
import { compareAddresses, contains, type Network } from "../../src/index.ts";

export interface Household {
  readonly address: Network;
  readonly domain: string;
  readonly range: { readonly from: string; readonly to: string } | undefined;
  readonly lease: { readonly seconds: number };
  readonly leases: Readonly<Record<string, { readonly mac: string; readonly ip: string }>>;
  readonly privateDomains: readonly string[];
  readonly hosts: Readonly<Record<string, readonly string[]>>;
}

interface Mistake {
  readonly message: string;
  readonly parameters: readonly (readonly ["address" | "range" | "leases", ...string[]])[];
  readonly try?: string;
}

/** All of them, with the parameters that do not go together. */
export function* mistakes({ address, range, leases }: Household): Iterable<Mistake> {
  if (address.family !== 4) {
    yield {
      message: `The address '${address.text}' is expected to be one of IPv4: prefixes of IPv6 come from the provider`,
      parameters: [["address"]],
    };
    return;
  }
  const usable = (ip: string): boolean =>
    contains(address, ip) && ip !== address.network && ip !== address.broadcast;
  const network = `${address.network}/${address.prefixLength}`;
  for (const end of ["from", "to"] as const) {
    const ip = range?.[end];
    if (ip !== undefined && !usable(ip))
      yield {
        message: `The range's '${end}' is expected to be a machine's address in ${network}, got ${ip}`,
        parameters: [["range", end], ["address"]],
      };
  }
  if (range !== undefined && compareAddresses(range.from, range.to) > 0) {
    yield {
      message: `The range is expected to begin before its end, got ${range.from} to ${range.to}`,
      parameters: [
        ["range", "from"],
        ["range", "to"],
      ],
      try: `range: { from: "${range.to}", to: "${range.from}" }`,
    };
  }
  const owners = new Map<string, string>();
  for (const [name, { mac, ip }] of Object.entries(leases)) {
    if (!usable(ip))
      yield {
        message: `Lease '${name}' is expected to have a machine's address in ${network}, got ${ip}`,
        parameters: [["leases", name, "ip"], ["address"]],
      };
    if (ip === address.address)
      yield {
        message: `Lease '${name}' has the router's own address, ${ip}`,
        parameters: [["leases", name, "ip"], ["address"]],
      };
    for (const [key, value] of [
      ["mac", mac],
      ["ip", ip],
    ] as const) {
      const owner = owners.get(value);
      if (owner === undefined) owners.set(value, name);
      else
        yield {
          message: `Leases '${owner}' and '${name}' have the same ${key}, ${value}`,
          parameters: [
            ["leases", owner, key],
            ["leases", name, key],
          ],
        };
    }
  }
}
