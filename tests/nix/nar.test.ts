/** Archives of real trees, as `nix-store` makes and reads them. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type NarNode, readNar, treeSource, writeNar } from "../../src/nix/index.ts";
import { narNode } from "../../src/nix/nar-node.arbitrary.ts";
import { scratchStore } from "./scratch-store.ts";

test("Nix dumps, adds and hashes a tree as this library does", async () => {
  await using real = await scratchStore();
  const agree = fc.asyncProperty(narNode, async (node) => {
    const folder = await mkdtemp(join(tmpdir(), "nix-nar-"));
    try {
      const path = join(folder, "tree.name");
      await unpack(node, path);
      const dump = await real.nix("nix-store", "--dump", path);
      expect(Buffer.compare(dump, writeNar(node))).toBe(0);
      expect(writeNar(readNar(dump))).toEqual(dump);
      const added = await real.nix("nix-store", "--add", path);
      expect(added.toString()).toBe(`${treeSource("tree.name", node).path}\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  await fc.assert(agree, { numRuns: 40 });
});

async function unpack(node: NarNode, path: string): Promise<void> {
  if (node.kind === "symlink") return symlink(node.target, path);
  if (node.kind === "file") {
    await writeFile(path, node.contents);
    return chmod(path, node.executable === true ? 0o755 : 0o644);
  }
  await mkdir(path);
  for (const [name, child] of Object.entries(node.entries)) await unpack(child, join(path, name));
}
