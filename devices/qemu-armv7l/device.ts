import { armv7l, defineDevice, defineModule, ethernet } from "../../src/index.ts";
import { armv7 } from "../families/armv7.ts";
import { routerKernel } from "../families/router-kernel.ts";
import { virt } from "../families/virt.ts";

export default defineDevice({
  name: "qemu-armv7l",
  title: "QEMU virt, ARMv7 (32 bits)",
  platform: armv7l,
  emulation: {
    emulator: "qemu-system-arm",
    // Without highmem=off its PCI windows are where 32 bits do not reach.
    machine: ["-M", "virt,highmem=off", "-cpu", "cortex-a15"],
    memoryMb: 256,
  },
  // In the order in which QEMU is given them (src/qemu).
  interfaces: { wan: ethernet("eth0"), lan: ethernet("eth1") },
  module: defineModule({
    meta: import.meta,
    imports: [armv7, virt, routerKernel],
    config: { kernel: { config: { ARCH_VIRT: "y" } } },
  }),
  defaultOutput: "vmroot",
});
