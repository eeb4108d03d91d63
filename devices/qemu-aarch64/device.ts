import { aarch64, defineDevice, defineModule, ethernet } from "../../src/index.ts";
import { armv8 } from "../families/armv8.ts";
import { routerKernel } from "../families/router-kernel.ts";
import { virt } from "../families/virt.ts";

export default defineDevice({
  name: "qemu-aarch64",
  title: "QEMU virt, ARMv8 (64 bits)",
  platform: aarch64,
  emulation: {
    emulator: "qemu-system-aarch64",
    machine: ["-M", "virt", "-cpu", "cortex-a53"],
    memoryMb: 256,
  },
  // In the order in which QEMU is given them (src/qemu).
  interfaces: { wan: ethernet("eth0"), lan: ethernet("eth1") },
  module: defineModule({ meta: import.meta, imports: [armv8, virt, routerKernel], config: {} }),
  defaultOutput: "vmroot",
});
