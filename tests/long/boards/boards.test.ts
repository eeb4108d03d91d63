/** Each board's default output, with the kernel that it is flashed with: `build` looks at kernel and tree before it says so. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runInTest } from "../../../src/cli/run-in-test.ts";
import { deviceNames, loadDevice } from "../../../src/content.ts";
import {
  nodeAt,
  readDeviceTree,
  readFit,
  readScript,
  readSquashfsSuperblock,
  readUimage,
  textsOf,
} from "../../../src/image/read/index.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "liminix-boards-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const devices = await Promise.all(deviceNames().map(loadDevice));
const boards = devices.flatMap((device) =>
  device.board === undefined || device.emulation !== undefined
    ? []
    : [{ name: device.name, device, board: device.board }],
);

describe.each(boards)("$name", ({ name, device, board }) => {
  async function build(output: string): Promise<string> {
    const words = ["build", resolve("examples/hello"), "--device", name, "--output", output];
    const { status, stdout, stderr } = await runInTest(words, { cwd });
    expect(status, stderr).toBe(0);
    return stdout.trim();
  }

  test("its default output is built, and has nothing in it that U-Boot would not start", async () => {
    const path = await build("default");
    const script = device.defaultOutput === "mtdimage" ? "flash.scr" : "boot.scr";
    expect(readScript(readFileSync(join(path, script)))).toContain("tftpboot");
  });

  test("the kernel is where U-Boot is told to put it, in the format that it starts", async () => {
    const bytes = readFileSync(await build("uimage"));
    const { loader } = board;
    switch (loader.format) {
      case "legacy":
        return expect(readUimage(bytes)).toMatchObject({
          architecture: loader.architecture,
          compression: loader.compression,
          loadAddress: loader.loadAddress,
          entryAddress: loader.entryAddress,
        });
      case "fit": {
        const { images } = readFit(bytes);
        const [kernel, tree] = images;
        expect(kernel).toMatchObject({ architecture: loader.architecture, loadAddress: loader.loadAddress });
        return expect(readDeviceTree(tree?.data ?? Buffer.alloc(0)).totalBytes).toBeGreaterThan(5000);
      }
      case "zimage":
        // arch/arm/boot/compressed/head.S: the magic number at byte 36.
        return expect(bytes.readUInt32LE(36)).toBe(0x016f_2818);
    }
  });

  test("what is tried in memory has the root filesystem in a place of its own, which the kernel leaves alone", async () => {
    const path = await build("tftpboot");
    const root = readFileSync(join(path, "rootfs"));
    expect(readSquashfsSuperblock(root).compression).toBe("xz");
    expect(root.length).toBeLessThanOrEqual(board.most.rootBytes);
    const chosen = nodeAt(readDeviceTree(readFileSync(await build("dtb"))), "/chosen");
    if (chosen === undefined) throw new Error("there is no /chosen");
    expect(textsOf(chosen, "bootargs")[0]).toContain("console=ttyS0,115200");
  });
});
