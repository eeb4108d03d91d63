import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readVm } from "./vm.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "liminix-vm-"));
});
afterEach(() => rm(directory, { recursive: true }));

const vm = {
  emulator: "qemu-system-mips",
  machine: ["-M", "malta"],
  memoryMb: 256,
  kernel: "vmlinux",
  rootfs: "rootfs.squashfs",
  commandLine: "root=/dev/vda",
};

const write = (text: string): Promise<void> => writeFile(join(directory, "vm.json"), text);

test("the kernel and root filesystem become whole paths", async () => {
  await write(JSON.stringify(vm));
  expect(await readVm(directory)).toEqual({
    ...vm,
    kernel: join(directory, "vmlinux"),
    rootfs: join(directory, "rootfs.squashfs"),
  });
});

test("a directory without vm.json is refused, with how to make one", async () => {
  await expect(readVm(directory)).rejects.toThrow(
    `error: '${directory}' is not a virtual machine: it has no vm.json\n  try: liminix build`,
  );
});

test("a place that is not there is refused in the same way", async () => {
  await expect(readVm("/nowhere/at/all")).rejects.toThrow("'/nowhere/at/all' is not a virtual machine");
});

test("a vm.json that is not JSON is refused", async () => {
  await write("{");
  await expect(readVm(directory)).rejects.toThrow("its vm.json is not JSON");
});

test("what does not fit is named, with what was expected", async () => {
  await write(JSON.stringify({ ...vm, memoryMb: "256" }));
  await expect(readVm(directory)).rejects.toThrow(/expected number, received string\n\s+→ at memoryMb/);
});

test("an emulator that is no QEMU is refused", async () => {
  await write(JSON.stringify({ ...vm, emulator: "sh" }));
  await expect(readVm(directory)).rejects.toThrow("expected qemu-system-…");
});
