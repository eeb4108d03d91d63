import { defineDevice, defineModule, ethernet, mipsel24kc } from "../../src/index.ts";
import { malta } from "../families/malta.ts";

export default defineDevice({
  name: "qemu-mipsel",
  title: "QEMU Malta, little-endian MIPS",
  platform: mipsel24kc,
  emulation: {
    emulator: "qemu-system-mipsel",
    machine: ["-M", "malta", "-cpu", "24Kc"],
    memoryMb: 256,
  },
  // In the order in which QEMU is given them (src/qemu).
  interfaces: { wan: ethernet("eth0"), lan: ethernet("eth1") },
  module: defineModule({
    meta: import.meta,
    imports: [malta],
    config: { kernel: { config: { CPU_LITTLE_ENDIAN: "y" } } },
  }),
  defaultOutput: "vmroot",
});
