import fc from "fast-check";
import { expect, test } from "vitest";
import { checkApart, placeInMemory, type Region } from "./memory-map.ts";

const MIB = 1024 * 1024;
const memory: Region = { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB };
const kernel: Region = { name: "kernel", address: 0x8006_0000, sizeBytes: 9 * MIB };

test("things lie behind each other, and not where the kernel will be", () => {
  const wanted = [
    { name: "tree", sizeBytes: 64 * 1024 },
    { name: "image", sizeBytes: 4 * MIB },
    { name: "root", sizeBytes: 12 * MIB },
  ];
  expect(placeInMemory({ memory, taken: [kernel], wanted, alignBytes: 0x1_0000 })).toEqual([
    { name: "tree", address: 0x8000_0000, sizeBytes: 64 * 1024 },
    { name: "image", address: 0x8096_0000, sizeBytes: 4 * MIB },
    { name: "root", address: 0x80d6_0000, sizeBytes: 12 * MIB },
  ]);
});

test("what does not fit is told with what is in the way", () => {
  const wanted = [{ name: "root", sizeBytes: 120 * MIB }];
  expect(() => placeInMemory({ memory, taken: [kernel], wanted, alignBytes: 1 })).toThrow(
    [
      "error: 'root' (0x80960000-0x88160000, 125829120 bytes) expects to be in 'memory' (0x80000000-0x88000000, 134217728 bytes), and is 1441792 bytes too many",
      "    'kernel' (0x80060000-0x80960000, 9437184 bytes)",
    ].join("\n"),
  );
});

test("a load address inside of the initrd is told with both", () => {
  const initrd = { name: "initrd", address: 0x8090_0000, sizeBytes: MIB };
  expect(() => checkApart(memory, [kernel, initrd])).toThrow(
    "'kernel' (0x80060000-0x80960000, 9437184 bytes) and 'initrd' (0x80900000-0x80a00000, 1048576 bytes) expect to be apart",
  );
});

test("what lies outside of the memory is told", () => {
  expect(() => checkApart(memory, [{ name: "kernel", address: 0, sizeBytes: 1 }])).toThrow(
    "'kernel' (0x00000000-0x00000001, 1 bytes) expects to be in 'memory' (0x80000000-0x88000000, 134217728 bytes)",
  );
});

test("places are always apart, aligned and in order", () =>
  fc.assert(
    fc.property(
      fc.array(fc.nat(3000), { maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 90 })), { maxLength: 3 }),
      fc.constantFrom(1, 16, 256),
      (sizes, blocks, alignBytes) => {
        const taken = blocks.map(([from, sizeBytes], index) => ({
          name: `taken-${index}`,
          address: memory.address + index * 1000 + from,
          sizeBytes,
        }));
        const wanted = sizes.map((size, index) => ({ name: `wanted-${index}`, sizeBytes: size + 1 }));
        const placed = placeInMemory({ memory, taken, wanted, alignBytes });
        checkApart(memory, [...taken, ...placed]);
        const addresses = placed.map(({ address }) => address);
        expect(addresses).toEqual(addresses.toSorted((a, b) => a - b));
        expect(addresses.filter((address) => address % alignBytes !== 0)).toEqual([]);
      },
    ),
  ));
