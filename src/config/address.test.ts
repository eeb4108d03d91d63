import { BlockList, isIPv4, isIPv6 } from "node:net";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressAt,
  canonicalAddress,
  compareAddresses,
  contains,
  type Network,
  overlaps,
  parseNetwork,
} from "./address.ts";

const network = (text: string): Network => {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`${text} is no network`);
  return parsed;
};

// Node knows addresses too: it is the oracle.
const nearlyAddress = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^[0-9a-f:.]{1,20}$/),
  fc
    .array(fc.constantFrom("0", "1", "ffff", "", "1.2.3.4", "abcde"), { minLength: 1, maxLength: 9 })
    .map((words) => words.join(":")),
);

test("an address is one when Node says so", () => {
  fc.assert(
    fc.property(nearlyAddress, (text) => {
      expect(canonicalAddress(text, 4) !== undefined, text).toBe(isIPv4(text));
      expect(canonicalAddress(text, 6) !== undefined, text).toBe(isIPv6(text));
    }),
    { numRuns: 2000 },
  );
});

test("the shortest form is the URL standard's", () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      expect(`[${canonicalAddress(text, 6)}]`).toBe(new URL(`http://[${text}]/`).hostname);
    }),
  );
});

test("a network contains what Node's BlockList says", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4(), (base, length, address) => {
      const list = new BlockList();
      list.addSubnet(base, length, "ipv4");
      expect(contains(network(`${base}/${length}`), address)).toBe(list.check(address, "ipv4"));
    }),
  );
});

test("a network has its parts", () => {
  expect(network("192.168.8.1/22")).toMatchObject({
    family: 4,
    address: "192.168.8.1",
    prefixLength: 22,
    network: "192.168.8.0",
    netmask: "255.255.252.0",
    broadcast: "192.168.11.255",
  });
  expect(network("fd00:1::7/64")).toMatchObject({ family: 6, network: "fd00:1::", prefixLength: 64 });
});

test("a network prints itself", () => {
  expect(`${network("FD00::1/64")} ${JSON.stringify(network("10.0.0.1/8"))}`).toBe('fd00::1/64 "10.0.0.1/8"');
});

test.each([
  ["10.0.0.0/8", "10.1.0.0/16", true],
  ["10.1.0.0/16", "10.0.0.0/8", true],
  ["10.0.0.0/24", "10.0.1.0/24", false],
  ["0.0.0.0/0", "::/0", false],
  ["fd00::/64", "fd00::ffff:0:0:1/128", true],
])("overlaps %s and %s: %s", (a, b, expected) => {
  expect(overlaps(network(a), network(b))).toBe(expected);
});

test("addresses of a network are counted from its own", () => {
  expect(addressAt(network("192.168.8.77/24"), 1)).toBe("192.168.8.1");
  expect(addressAt(network("fd00::/64"), 65_536)).toBe("fd00::1:0");
  expect(() => addressAt(network("192.168.8.0/30"), 4)).toThrow("192.168.8.0/30 has no address number 4");
});

test("addresses compare by number", () => {
  expect(["10.0.0.10", "10.0.0.9", "9.0.0.255"].sort(compareAddresses)).toEqual([
    "9.0.0.255",
    "10.0.0.9",
    "10.0.0.10",
  ]);
});
