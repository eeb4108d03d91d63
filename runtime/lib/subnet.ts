/** Parts of a delegated prefix of IPv6, counted from its beginning. */

export type Subnet =
  /** The router's own address in it, its first one, and the network. */
  | { readonly address: string; readonly network: string }
  /** A sentence for people, without a full stop. */
  | { readonly problem: string };

/** The network number `index` of those with `length` bits in `prefix`, such as "2001:db8:1200::/56". */
export function subnet(prefix: string, index: number, length: number): Subnet {
  const [, text = "", given] = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(prefix) ?? [];
  const base = parseGroups(text);
  const from = Number(given);
  if (base === undefined || !(from >= 1 && from <= 128))
    return { problem: `'${prefix}' is no prefix of IPv6` };
  if (from > length) return { problem: `${prefix} is too small for a network of /${length}` };
  const count = 1n << BigInt(length - from);
  if (BigInt(index) >= count)
    return {
      problem: `${prefix} has ${count === 1n ? "one network" : `${count} networks`} of /${length}, and none is number ${index}`,
    };
  const behind = BigInt(128 - length);
  const network = ((base >> behind) << behind) + (BigInt(index) << behind);
  return { address: showAddress(network + 1n), network: `${showAddress(network)}/${length}` };
}

/** RFC 4291, section 2.2, without the form that ends with an address of IPv4: no prefix is written so. */
function parseGroups(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const words = [...before, ...Array<string>(missing).fill("0"), ...after];
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return words.reduce((bits, word) => (bits << 16n) | BigInt(`0x${word}`), 0n);
}

/** RFC 5952: lower case, no leading zeros, "::" for the first longest run of two zeros or more. */
function showAddress(bits: bigint): string {
  const words = Array.from({ length: 8 }, (_, at) =>
    ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  let [start, length] = [0, 1];
  for (let at = 0; at < 8; at++) {
    let end = at;
    while (end < 8 && words[end] === "0") end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  if (length < 2) return words.join(":");
  return `${words.slice(0, start).join(":")}::${words.slice(start + length).join(":")}`;
}
