/** What is fetched into a board's memory to be tried there, read back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ramTree } from "../../../src/image/ram-tree.ts";
import {
  cellsOf,
  nodeAt,
  readDeviceTree,
  readScript,
  readUimage,
  textsOf,
} from "../../../src/image/read/index.ts";
import { tftpBoot } from "../../../src/image/tftp-boot.ts";
import { placeInMemory } from "../../../src/system/memory-map.ts";
import { built, saidBy } from "../../../src/testing/built.ts";
import { addresses, image, MIB, rootfs, tree } from "./stand-ins.ts";

const memory = { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB };
const placed = (rootBytes: number) => {
  const [imageAt, rootAt] = placeInMemory({
    memory,
    taken: [{ name: "kernel", address: 0x8006_0000, sizeBytes: 9 * MIB }],
    wanted: [
      { name: "image", sizeBytes: 4 * MIB },
      { name: "rootfs", sizeBytes: rootBytes },
    ],
    alignBytes: 0x1_0000,
  });
  if (imageAt === undefined || rootAt === undefined) throw new Error("no places");
  return { image: imageAt, rootfs: rootAt };
};
const boot = (rootBytes: number) => {
  const places = placed(rootBytes);
  const root = { ...places.rootfs, address: places.rootfs.address - 0x8000_0000 };
  const inMemory = ramTree({
    tree,
    root,
    eraseBytes: 0x1_0000,
    cells: 1,
    disk: 0,
    commandLine: "console=ttyS0",
  });
  return {
    tree: inMemory,
    folder: tftpBoot({
      image: { recipe: image, place: places.image },
      rootfs: { recipe: rootfs, place: places.rootfs },
      eraseBytes: 0x1_0000,
      ...addresses,
    }),
  };
};

test("a router for memory has a tree that keeps the kernel from its root filesystem", async () => {
  const made = readDeviceTree(readFileSync(await built(boot(MIB).tree)));
  const chosen = nodeAt(made, "/chosen");
  const reserved = nodeAt(made, "/reserved-memory/phram-rootfs@d60000");
  if (chosen === undefined || reserved === undefined) throw new Error("a node is missing");
  expect(textsOf(reserved, "compatible")).toEqual(["phram"]);
  expect(cellsOf(reserved, "reg")).toEqual([0xd6_0000, MIB]);
  expect(reserved.properties.get("no-map")).toEqual(Buffer.alloc(0));
  expect(textsOf(chosen, "bootargs")).toEqual([
    "console=ttyS0 root=/dev/mtdblock0 phram.phram=rootfs,0x00d60000,0x00100000,0x00010000",
  ]);
});

test("a router for memory has all that its script fetches", async () => {
  const out = await built(boot(MIB).folder);
  expect(readScript(readFileSync(join(out, "boot.scr")))).toBe(
    [
      "setenv ipaddr 192.168.8.251",
      "setenv serverip 192.168.8.148",
      "tftpboot 0x80d60000 rootfs && tftpboot 0x80960000 uimage && bootm 0x80960000",
      "",
    ].join("\n"),
  );
  expect(readFileSync(join(out, "rootfs")).length).toBe(0x2_0000);
  expect(readUimage(readFileSync(join(out, "uimage"))).type).toBe("kernel");
});

test("a router whose root filesystem is larger than its place is never made", async () => {
  expect(await saidBy(boot(0x1_0000).folder)).toContain(
    "The root filesystem in memory is 65536 bytes too large: it has 131072, and its place 65536",
  );
});
