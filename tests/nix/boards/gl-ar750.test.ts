/** The first of the boards, end to end: the kernel that would be flashed, and all that is made of it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInTest } from "../../../src/cli/run-in-test.ts";
import {
  cellsOf,
  nodeAt,
  readDeviceTree,
  readLzmaAlone,
  readScript,
  readSquashfsSuperblock,
  readUimage,
  textsOf,
} from "../../../src/image/read/index.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "liminix-board-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Builds, which checks kernel and tree as well; gives the path, and what was said. */
async function build(example: string, output: string) {
  const words = ["build", resolve("examples", example), "--device", "gl-ar750", "--output", output];
  const { status, stdout, stderr } = await runInTest(words, { cwd });
  expect(status, stderr).toBe(0);
  return { path: stdout.trim(), said: stderr };
}

test("hello becomes an image for the flash, with the kernel where U-Boot starts it and the root in its partition", async () => {
  const { path, said } = await build("hello", "default");
  const firmware = readFileSync(join(path, "firmware.bin"));
  const { data, ...header } = readUimage(firmware);
  expect(header).toMatchObject({
    architecture: "mips",
    os: "linux",
    type: "kernel",
    compression: "lzma",
    loadAddress: 0x8006_0000,
    entryAddress: 0x8006_0000,
  });
  expect(readLzmaAlone(data).unpackedBytes).toBeGreaterThan(6_000_000);
  expect(readSquashfsSuperblock(firmware.subarray(0x38_0000)).compression).toBe("xz");
  const size = `0x${firmware.length.toString(16)}`;
  const command = `erase 0x9f060000 +${size} && cp.b 0x80e00000 0x9f060000 ${size}`;
  expect(readScript(readFileSync(join(path, "flash.scr")))).toContain(command);
  expect(said).toContain("$ sudo ./liminix tftpd -a 192.168.8.251 result");
  expect(said).toContain(command);
  expect(said).toContain("=> bootm 0x9f060000");
});

test("the gateway has the same kernel, so only its root filesystem is built", async () => {
  const kernels = [await build("hello", "kernel"), await build("gateway", "kernel")];
  expect(kernels[1]?.path).toBe(kernels[0]?.path);
  const { path } = await build("gateway", "mtdimage");
  expect(readFileSync(join(path, "firmware.bin")).length).toBeLessThan(0xea_0000);
});

test("the device tree has the command line that boots from the flash", async () => {
  const { path } = await build("hello", "dtb");
  const tree = readDeviceTree(readFileSync(path));
  const chosen = nodeAt(tree, "/chosen");
  if (chosen === undefined) throw new Error("there is no /chosen");
  const [line] = textsOf(chosen, "bootargs");
  expect(line).toContain("root=/dev/mtdblock4");
  expect(line).toContain("console=ttyS0,115200");
});

test("what is tried in memory has a tree of its own, and says how", async () => {
  const { path, said } = await build("hello", "tftpboot");
  const script = "tftpboot 0x81400000 rootfs && tftpboot 0x80e00000 uimage && bootm 0x80e00000";
  expect(readScript(readFileSync(join(path, "boot.scr")))).toContain(script);
  expect(said).toContain(script);
  expect(said).not.toContain("erase");
});

test("firmware and licences are in the root filesystem, one file at a time", async () => {
  const { path } = await build("hello", "manifest");
  expect(readFileSync(path, "utf8")).toMatch(
    /"target": "\/nix\/store\/[a-z0-9]{32}-radio-firmware\/lib\/firmware"/,
  );
});

test("its switch is told to be that of a QCA953x, with two sockets", async () => {
  const { path } = await build("hello", "dtb");
  const tree = readDeviceTree(readFileSync(path));
  const switchNode = nodeAt(tree, "/ahb/ethernet@1a000000/mdio/switch@10");
  if (switchNode === undefined) throw new Error("there is no switch");
  expect(textsOf(switchNode, "compatible")).toEqual(["qca,qca9530-switch"]);
  const ports = switchNode.children.find(({ name }) => name === "ports");
  expect(ports?.children.map((port) => [cellsOf(port, "reg")[0], textsOf(port, "label")[0]])).toEqual([
    [0, undefined],
    [1, "lan1"],
    [2, "lan2"],
  ]);
});
