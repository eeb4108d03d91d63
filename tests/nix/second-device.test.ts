/** What a second device costs: how many builds there are that the first did not have made. */
import { expect, test } from "vitest";
import hello from "../../examples/hello/configuration.ts";
import { findWorld } from "../../src/ground.ts";
import { closure, type Derivation } from "../../src/nix/index.ts";
import { assemble, compose, loadDevice, loadValue } from "../../src/pipeline.ts";
import { text } from "../../src/recipe/fragment.ts";
import { Lowering } from "../../src/recipe/lower.ts";
import { type Build, textFile } from "../../src/recipe/recipe.ts";
import type { Device } from "../../src/system/device.ts";

/** All that is built for a device, by store path; what is fetched does not count. */
async function buildsFor(device: Device): Promise<ReadonlyMap<string, string>> {
  const { ground } = await findWorld(device.platform);
  const { default: image } = compose(assemble(await loadValue(hello, device)));
  const all = closure([new Lowering(ground).derivation(image as Build)]);
  return new Map(
    all
      .filter((node): node is Derivation => node.kind === "derivation" && node.fixedOutput === undefined)
      .map(({ drvPath, name }) => [drvPath, name]),
  );
}

/** Names of what the second wants and the first has not, and how many both share. */
async function further(first: Device, second: Device) {
  const [known, wanted] = [await buildsFor(first), await buildsFor(second)];
  const names = [...wanted].filter(([path]) => !known.has(path)).map(([, name]) => name.replace(/-\d.*/, ""));
  return { names: names.toSorted(), shared: wanted.size - names.length };
}

test("a second board of a known family builds its device tree and its image, and neither a kernel nor a program", async () => {
  const first = await loadDevice("gl-ar750");
  if (first.board === undefined) throw new Error("it is a board");
  const tree = textFile("twin.dtb", text`stands for the tree of a board with the same processor`);
  const { names, shared } = await further(first, {
    ...first,
    name: "twin",
    board: { ...first.board, tree },
  });
  expect(names).toEqual(["board.dtb", "mtdimage", "uimage"]);
  expect(shared).toBeGreaterThan(20);
});

test("the first board of a platform that is there already builds its kernel and what goes with it, and of programs busybox alone, which loads modules there", async () => {
  const { names } = await further(await loadDevice("qemu"), await loadDevice("gl-ar750"));
  const images = ["board.dtb", "gl-ar750.dtb", "kernel.bin", "mtdimage", "uimage"];
  const root = [
    "firmware",
    "radio-firmware",
    "manifest.json",
    "profile",
    "rootfs.squashfs",
    "wireless-regdb",
  ];
  expect(names).toEqual([...images, ...root, "busybox", "kernel-modules", "linux"].toSorted());
});

test("boards with one processor share its kernel and every program: the second builds what is its own, and its images", async () => {
  const { names, shared } = await further(
    await loadDevice("belkin-rt3200"),
    await loadDevice("bananapi-r64"),
  );
  const own = ["mt7622-bananapi-bpi-r64.dtb", "radio-firmware", "manifest.json"];
  expect(names).toEqual([...own, "fit", "ram-tree.dtb", "rootfs.squashfs", "tftpboot"].toSorted());
  expect(shared).toBeGreaterThan(20);
});
