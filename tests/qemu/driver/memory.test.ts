import { defineDevice } from "liminix";
import qemu from "liminix/devices/qemu";
import { boot, type Machine } from "liminix/testing";
import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";

/** What the kernel left for programs when it had started. */
const memoryMb = async (machine: Machine): Promise<number> =>
  Number(/^MemTotal: +(\d+) kB$/m.exec(await machine.run("cat /proc/meminfo"))?.[1]) / 1024;

test("a machine has the memory that it is given, else that of the device that it is built for", async () => {
  await using given = await boot(hello, { name: "given", memoryMb: 64 });
  expect(await memoryMb(given)).toBeGreaterThan(40);
  expect(await memoryMb(given)).toBeLessThan(64);

  const emulation = {
    ...qemu.emulation,
    emulator: "qemu-system-mips",
    machine: ["-M", "malta"],
    memoryMb: 128,
  } as const;
  const device = defineDevice({ ...qemu, name: "larger", emulation });
  await using larger = await boot(hello, { name: "larger", device });
  expect(await memoryMb(larger)).toBeGreaterThan(64);
  expect(await memoryMb(larger)).toBeLessThan(128);
});
