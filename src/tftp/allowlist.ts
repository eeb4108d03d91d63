/** Who may fetch: addresses and networks, as `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. */
import { BlockList, isIP, isIPv4 } from "node:net";

/** Whether an address may fetch. */
export type Allowlist = (address: string) => boolean;

/** This machine, which is who may fetch when nobody is named. */
export const thisMachine: readonly string[] = ["127.0.0.0/8", "::1"];

/** The list of these entries; each must be one that `isAllowlistEntry` says yes to. */
export function allowlist(entries: readonly string[]): Allowlist {
  const list = new BlockList();
  for (const entry of entries) {
    const { address, prefix, family } = parts(entry);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, prefix, family);
  }
  return (address) => list.check(plainAddress(address), isIPv4(plainAddress(address)) ? "ipv4" : "ipv6");
}

export function isAllowlistEntry(entry: string): boolean {
  if (!/^[^/]+(\/[0-9]{1,3})?$/.test(entry)) return false;
  const { address, prefix, family } = parts(entry);
  return isIP(address) !== 0 && !address.includes("%") && (prefix ?? 0) <= (family === "ipv4" ? 32 : 128);
}

/** An IPv4 client of a socket that takes both has its address inside of an IPv6 one; links have their zone. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=[0-9.]+$)/i, "").replace(/%.*$/, "");

function parts(entry: string) {
  const [address = "", prefix] = entry.split("/");
  return {
    address,
    prefix: prefix === undefined ? undefined : Number(prefix),
    family: isIPv4(address) ? ("ipv4" as const) : ("ipv6" as const),
  };
}
