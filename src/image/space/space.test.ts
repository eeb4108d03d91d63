import fc from "fast-check";
import { expect, test } from "vitest";
import type { Squashfs, SquashfsEntry } from "../read/index.ts";
import { changesOf } from "./changes.ts";
import { OWN_FILES, rootSpace, TABLES } from "./root-space.ts";
import { part, type Space, spaceOf, titleOf, whole } from "./space.ts";

const hash = "0123456789abcdfghijklmnpqrsvwxyz";
const object = (name: string): string => `/nix/store/${hash}-${name}`;
const folder = (path: string): SquashfsEntry => ({ path, kind: "directory", sizeBytes: 0, storedBytes: 0 });
const file = (path: string, storedBytes: number): SquashfsEntry => ({
  path,
  kind: "file",
  sizeBytes: 3 * storedBytes,
  storedBytes,
});

const squashfs: Squashfs = {
  entries: [
    folder("/"),
    folder(object("bell-1.2")),
    file(`${object("bell-1.2")}/bin/bell`, 500),
    file(`${object("bell-1.2")}/bin/ring`, 400),
    folder(object("lone-3")),
    file(`${object("lone-3")}/bin/lone`, 50),
    folder(object("profile")),
    file(`${object("profile")}/note`, 5),
    file(object("rules-2.bin"), 30),
    file("/etc/passwd", 10),
  ],
  tableBytes: 105,
  usedBytes: 1100,
};

const names = ({ parts }: Space): readonly string[] => parts.map(titleOf);

test("a filesystem is its packages, what was written for it alone, its tables and what pads it", () => {
  const space = rootSpace(squashfs, 4096);
  expect(names(space)).toEqual(["padding", "bell 1.2", TABLES, "lone 3", OWN_FILES, "profile"]);
  expect(space.storedBytes).toBe(4096);
  const own = space.parts.find(({ name }) => name === OWN_FILES);
  expect(own?.parts.map(({ name, storedBytes }) => [name, storedBytes])).toEqual([
    ["services' scripts and settings/rules-2.bin", 30],
    ["etc/passwd", 10],
  ]);
});

test("a package tells its files with their folder, and how far they are packed", () => {
  const bell = rootSpace(squashfs, 1100).parts[0];
  expect(bell).toMatchObject({ name: "bell", version: "1.2", sizeBytes: 2700, storedBytes: 900 });
  expect(bell?.parts.map(({ name }) => name)).toEqual(["bin/bell", "bin/ring"]);
});

test("a tree takes what its leaves take", () => {
  const leaf = fc.record({
    words: fc.array(fc.constantFrom("a", "b", "c"), { minLength: 3, maxLength: 3 }),
    sizeBytes: fc.nat(1000),
    storedBytes: fc.nat(1000),
  });
  const check = (space: Space): void => {
    if (space.parts.length === 0) return;
    expect(space.storedBytes).toBe(space.parts.reduce((sum, { storedBytes }) => sum + storedBytes, 0));
    space.parts.forEach(check);
  };
  fc.assert(
    fc.property(fc.array(leaf), (leaves) => {
      const space = spaceOf("all", leaves);
      expect(space.storedBytes).toBe(leaves.reduce((sum, { storedBytes }) => sum + storedBytes, 0));
      check(space);
    }),
  );
});

const image = (kernel: number, ...parts: readonly Space[]): Space =>
  whole("image", [part("kernel", kernel), whole("root filesystem", parts)]);
const packed = (name: string, version: string, bytes: number): Space => ({ ...part(name, bytes), version });

test("what has changed is told by name, the most growth first", () => {
  const before = image(1000, packed("bell", "1", 300), packed("gone", "1", 50), packed("same", "1", 70));
  const after = image(900, packed("bell", "2", 310), packed("new", "1", 20), packed("same", "1", 70));
  expect(changesOf(before, after).map(({ name, moreBytes }) => [name, moreBytes])).toEqual([
    ["new", 20],
    ["bell", 10],
    ["gone", -50],
    ["kernel", -100],
  ]);
  expect(changesOf(before, before)).toEqual([]);
});

test("another version of the same size has changed", () =>
  expect(changesOf(image(1, packed("bell", "1", 9)), image(1, packed("bell", "2", 9)))).toMatchObject([
    { name: "bell", moreBytes: 0, before: { version: "1" }, after: { version: "2" } },
  ]));
