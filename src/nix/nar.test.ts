import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashHex } from "./hash.ts";
import { writeNar } from "./nar.ts";
import { narNode } from "./nar-node.arbitrary.ts";
import { NarError, type NarNode } from "./nar-node.ts";
import { readNar } from "./nar-read.ts";
import { wireString } from "./wire.ts";

const tree: NarNode = {
  kind: "directory",
  entries: {
    sub: {
      kind: "directory",
      entries: {
        l: { kind: "symlink", target: "../a" },
        b: { kind: "file", executable: true, contents: "#!x\n" },
      },
    },
    a: { kind: "file", contents: "hi\n" },
  },
};

/** A NAR from its words. */
const nar = (...words: readonly string[]): Uint8Array =>
  Buffer.concat(words.flatMap((word) => wireString(word)));

test("a tree has the hash that nix-hash gives it", () => {
  expect(hashHex("sha256", writeNar(tree))).toBe(
    "6b2cac3fd6f372003c624fbc6ec7de2f7e941ec3c0c4eb859381e0fb4fc20ef0",
  );
});

test("any tree comes back from its NAR", () => {
  fc.assert(
    fc.property(narNode, (node) => {
      expect(readNar(writeNar(node))).toEqual(node);
    }),
  );
});

test("a NAR cut off anywhere is refused", () => {
  const whole = writeNar(tree);
  for (let size = 0; size < whole.length; size++) {
    expect(() => readNar(whole.subarray(0, size)), `${size} bytes`).toThrow(NarError);
  }
});

describe("a NAR is refused", () => {
  const file = ["(", "type", "regular", "contents", "", ")"];
  const entry = (name: string): string[] => ["entry", "(", "name", name, "node", ...file, ")"];
  const directory = (...entries: readonly string[][]): Uint8Array =>
    nar("nix-archive-1", "(", "type", "directory", ...entries.flat(), ")");

  test.each([
    ["of another version", nar("nix-archive-2", ...file), "Expected 'nix-archive-1'"],
    ["with more after its end", nar("nix-archive-1", ...file, ""), "after its end"],
    ["of an unknown type", nar("nix-archive-1", "(", "type", "fifo", ")"), "got 'fifo'"],
    ["with entries out of order", directory(entry("b"), entry("a")), "got 'a' after 'b'"],
    ["with an entry twice", directory(entry("a"), entry("a")), "got 'a' after 'a'"],
    ["with an entry that leads out of it", directory(entry("..")), 'called ".."'],
    ["with an entry that is a path", directory(entry("a/b")), 'called "a/b"'],
    ["with an entry without a name", directory(entry("")), 'called ""'],
    ["with something else than an entry", directory(["exit"]), "Expected 'entry'"],
    [
      "with a file that is something else",
      nar("nix-archive-1", "(", "type", "regular", "setuid"),
      "got 'setuid'",
    ],
  ])("%s", (_, bytes, message) => {
    expect(() => readNar(bytes)).toThrow(message);
  });

  test("with a name that is not UTF-8", () => {
    const bytes = Buffer.from(directory(entry("ab")));
    bytes[bytes.indexOf("ab")] = 0xff;
    expect(() => readNar(bytes)).toThrow("not UTF-8");
  });

  test("with padding that is not zero", () => {
    const bytes = Buffer.from(directory(entry("ab")));
    bytes[bytes.indexOf("ab") + 5] = 1;
    expect(() => readNar(bytes)).toThrow("as padding");
  });
});

test("a tree with a name that no directory has cannot be written", () => {
  for (const name of ["", ".", "..", "a/b", "a\0"]) {
    const node: NarNode = { kind: "directory", entries: { [name]: { kind: "file", contents: "" } } };
    expect(() => writeNar(node), name).toThrow(NarError);
  }
});
