import { defineDevice, defineModule, ethernet, mips24kc } from "../../src/index.ts";
import { malta } from "../families/malta.ts";

export default defineDevice({
  name: "qemu",
  title: "QEMU Malta, big-endian MIPS",
  platform: mips24kc,
  emulation: {
    emulator: "qemu-system-mips",
    machine: ["-M", "malta", "-cpu", "24Kc"],
    memoryMb: 256,
  },
  // In the order in which QEMU is given them (src/qemu).
  interfaces: { wan: ethernet("eth0"), lan: ethernet("eth1") },
  module: defineModule({
    meta: import.meta,
    imports: [malta],
    config: { kernel: { config: { CPU_BIG_ENDIAN: "y" } } },
  }),
  defaultOutput: "vmroot",
});
