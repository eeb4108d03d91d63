/** The real Nix as oracle: whatever it makes of a graph, this library must make of it too. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unparse } from "../../src/nix/aterm.ts";
import { parseDrv } from "../../src/nix/aterm-parse.ts";
import { byteString, bytesOf } from "../../src/nix/byte-string.ts";
import { exportStream } from "../../src/nix/export-stream.ts";
import { pathOf } from "../../src/nix/graph.ts";
import { closure, openStore } from "../../src/nix/index.ts";
import { graphInNix } from "./graph-in-nix.ts";
import { graphInTypescript } from "./graph-in-typescript.ts";
import { randomGraph } from "./random-graph.ts";
import { scratchStore } from "./scratch-store.ts";

const graphs = 16;
const derivationsEach = 35;

test("Nix agrees on every path and every .drv of random graphs, and imports them", async () => {
  await using real = await scratchStore();
  let compared = 0;
  const agree = fc.asyncProperty(randomGraph(derivationsEach), async (graph) => {
    const ours = graphInTypescript(graph);
    const folder = await mkdtemp(join(tmpdir(), "nix-oracle-"));
    const theirs = await graphInNix(graph, folder, real).finally(() => rm(folder, { recursive: true }));
    expect(ours.trees.map(({ path }) => path)).toEqual(theirs.trees);
    expect(ours.texts.map(({ path }) => path)).toEqual(theirs.texts);
    expect(ours.derivations.map(({ drvPath, outputs }) => ({ drvPath, outputs }))).toEqual(
      theirs.derivations,
    );

    for (const { drvPath, aterm } of ours.derivations) {
      const file = await readFile(join(real.store, drvPath));
      expect(Buffer.compare(file, aterm)).toBe(0);
      expect(Buffer.compare(file, bytesOf(unparse(parseDrv(byteString(file)))))).toBe(0);
    }

    const [first] = ours.derivations;
    const exported = await real.nix("nix-store", "--export", first?.drvPath ?? "");
    expect(Buffer.compare(exported, Buffer.concat([...exportStream(ours.derivations.slice(0, 1))]))).toBe(0);

    await using empty = await scratchStore();
    const store = openStore({ store: empty.store });
    const objects = closure(ours.derivations).map(pathOf);
    expect(await store.instantiate(ours.derivations)).toBe(objects.length);
    expect(await store.invalid(objects)).toEqual([]);
    await empty.nix("nix-store", "--verify-path", ...objects);
    expect(await store.instantiate(ours.derivations)).toBe(0);
    compared += ours.derivations.length;
  });
  await fc.assert(agree, { numRuns: graphs, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: true });
  expect(compared).toBeGreaterThanOrEqual(500);
});
