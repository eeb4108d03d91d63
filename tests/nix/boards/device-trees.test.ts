/** The device trees of all boards: they compile without a warning, and say what their devices say. No kernel is built. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { deviceTree } from "../../../packages/linux/device-tree.ts";
import { deviceNames, loadDevice } from "../../../src/content.ts";
import { findWorld } from "../../../src/ground.ts";
import { readDeviceTree } from "../../../src/image/read/index.ts";
import { treeProblems } from "../../../src/image/verify/tree-facts.ts";
import { type NixError, openStore } from "../../../src/nix/index.ts";
import { realise } from "../../../src/realise.ts";
import { Lowering } from "../../../src/recipe/lower.ts";
import { mips24kc } from "../../../src/recipe/platform.ts";
import { file, type Recipe } from "../../../src/recipe/recipe.ts";

const world = await findWorld(mips24kc);
const lowering = new Lowering(world.ground);
async function built(recipe: Recipe): Promise<string> {
  const derivation = lowering.derivation(recipe);
  await realise({ world, lowering, store: openStore({}), derivations: [derivation] });
  return derivation.outputs.out ?? "";
}

const devices = await Promise.all(deviceNames().map(loadDevice));
const boards = devices.flatMap((device) =>
  device.board === undefined || device.emulation !== undefined
    ? []
    : [{ name: device.name, device, board: device.board }],
);

test.each(boards)(
  "$name's has memory, console, partitions, sockets, lights and buttons as the device says",
  async ({ device, board }) => {
    const tree = readDeviceTree(readFileSync(await built(board.tree)));
    expect(treeProblems(tree, device, board)).toEqual([]);
  },
);

test("a tree that compiles with a warning is none, and the warning is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "liminix-tree-"));
  try {
    writeFileSync(
      join(folder, "odd.dts"),
      '/dts-v1/; / { bus { #address-cells = <1>; #size-cells = <1>; card@1 { compatible = "acme,card"; reg = <1>; }; }; };\n',
    );
    const recipe = deviceTree({
      source: file({ url: pathToFileURL(`${folder}/`).href } as ImportMeta, "odd.dts"),
    });
    const said = await built(recipe).then(
      () => [],
      ({ problem }: NixError) => (problem.kind === "build-failed" ? problem.lastLines : []),
    );
    expect(said.join("\n")).toMatch(/Warning \(reg_format\): \/bus\/card@1:reg: property has invalid length/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
