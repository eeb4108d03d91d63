/** Random trees for tests: names with any characters a file system takes, contents of any bytes. */
import * as fc from "fast-check";
import type { NarNode } from "./nar-node.ts";

const entryName = fc
  .string({ unit: "binary", minLength: 1, maxLength: 12 })
  .filter((name) => !/[/\0]/.test(name) && name !== "." && name !== "..");

/** Never a file whose `executable` is left out: reading gives it back as `false`. */
export const narNode: fc.Arbitrary<NarNode> = fc.letrec<{ node: NarNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({
      kind: fc.constant("file"),
      executable: fc.boolean(),
      contents: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    }),
    fc.record({ kind: fc.constant("symlink"), target: entryName }),
    fc.record({
      kind: fc.constant("directory"),
      entries: fc.dictionary(entryName, tie("node"), { maxKeys: 6, noNullPrototype: true }),
    }),
  ),
})).node;
