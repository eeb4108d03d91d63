import fc from "fast-check";
import { expect, test } from "vitest";
import { LiminixError } from "../error.ts";
import { defineFlash, type Partition } from "./flash.ts";

const KIB = 1024;
const made = (partitions: Readonly<Record<string, Partition>>) =>
  defineFlash({ name: "spi0.0", sizeBytes: 16 * KIB * KIB, eraseBytes: 64 * KIB, partitions });
const complaints = (partitions: Readonly<Record<string, Partition>>): readonly string[] => {
  try {
    made(partitions);
  } catch (error) {
    if (error instanceof LiminixError) return error.complaints.map(({ message }) => message);
    throw error;
  }
  return [];
};

test("a flash whose partitions are apart is as it is written", () => {
  const flash = made({
    "u-boot": { from: 0, to: 0x4_0000, readOnly: true },
    art: { from: 0x5_0000, to: 0x6_0000, readOnly: true },
    firmware: { from: 0x6_0000, to: 0x100_0000 },
  });
  expect(flash.partitions.art).toEqual({ from: 0x5_0000, to: 0x6_0000, readOnly: true });
});

test("all mistakes are told at once, with their numbers", () => {
  expect(
    complaints({
      "u-boot": { from: 0, to: 0x4_0000 },
      environment: { from: 0x3_0000, to: 0x5_0000 },
      art: { from: 0x5_0000, to: 0x5_8000 },
      firmware: { from: 0x6_0000, to: 0x101_0000 },
      nothing: { from: 0x7_0000, to: 0x7_0000 },
    }),
  ).toEqual([
    "Partition 'art' (0x00050000-0x00058000) expects to begin and end at a multiple of 0x00010000, which is erased at once, got 0x00058000",
    "Partition 'firmware' (0x00060000-0x01010000) expects to be in 'spi0.0', which ends at 0x01000000",
    "Partition 'nothing' (0x00070000-0x00070000) expects an end behind its beginning",
    "Partitions 'u-boot' (0x00000000-0x00040000) and 'environment' (0x00030000-0x00050000) share 65536 bytes",
  ]);
});

test("a mistake has its place and what to try", () => {
  expect(() => made({ art: { from: 0x5_0001, to: 0x6_0000 } })).toThrow(
    /got 0x00050001\n {2}in src\/system\/flash\.test\.ts:\d+:\d+\n {2}try: 0x00050000 or 0x00060000$/,
  );
});

test("what is accepted is in the flash, aligned and apart; what is refused is not", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(260), fc.nat(260), fc.constantFrom(0, 0, 0, 1)), { maxLength: 5 }),
      (blocks) => {
        const partitions = blocks.map(([from, length, odd]) => ({
          from: from * 64 * KIB,
          to: (from + length) * 64 * KIB + odd,
        }));
        const used = new Set<number>();
        const good = partitions.every(({ from, to }) => {
          if (to <= from || to > 16 * KIB * KIB || to % (64 * KIB) !== 0) return false;
          for (let at = from; at < to; at += 64 * KIB) {
            if (used.has(at)) return false;
            used.add(at);
          }
          return true;
        });
        const named = Object.fromEntries(partitions.map((partition, index) => [`p${index}`, partition]));
        expect(complaints(named).length === 0).toBe(good);
      },
    ),
  ));
