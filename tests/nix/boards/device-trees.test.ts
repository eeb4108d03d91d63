/** The device trees of all boards: they compile without a warning, and say what their devices say. No kernel is built. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { deviceTree } from "../../../packages/linux/device-tree.ts";
import { deviceNames, loadDevice } from "../../../src/content.ts";
import { readDeviceTree } from "../../../src/image/read/index.ts";
import { treeProblems } from "../../../src/image/verify/tree-facts.ts";
import { file } from "../../../src/recipe/recipe.ts";
import { built, saidBy } from "../../../src/testing/built.ts";

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
    const said = await saidBy(recipe);
    expect(said.join("\n")).toMatch(/Warning \(reg_format\): \/bus\/card@1:reg: property has invalid length/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
