import { expect, test } from "vitest";
import hello from "../../../examples/hello/configuration.ts";
import { readVm } from "../../../src/qemu/vm.ts";
import { buildVmroot } from "../../../src/testing/build-vmroot.ts";
import { poll } from "../../../src/testing/poll.ts";
import { QemuProcess } from "../../../src/testing/qemu-process.ts";

test("an emulated Malta takes interrupts of PCI, which devices share, for levels", async () => {
  const vm = await readVm(await buildVmroot(hello));
  const unplugged = { kind: "unplugged" } as const;
  const nics = {
    access: { mac: "ba:ad:1d:00:00:01", cable: unplugged },
    lan: { mac: "ba:ad:1d:00:00:02", cable: unplugged },
  };
  await using qemu = await QemuProcess.start({ name: "router", vm, nics });
  // The second of the two controllers, with 8 to 15: QEMU routes PCI to 10 and 11 (hw/mips/malta.c).
  const second = async () =>
    /^pic1: .*elcr=(..)/m.exec(
      String(await qemu.control.execute("human-monitor-command", { "command-line": "info pic" })),
    )?.[1];
  const levels = await poll(60_000, async () => {
    const mask = await second();
    return mask === "0c" ? { done: true, value: mask } : { done: false, seen: [String(mask)] };
  });
  expect(levels).toMatchObject({ done: true, value: "0c" });
});
