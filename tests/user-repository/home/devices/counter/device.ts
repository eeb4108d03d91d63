import { defineDevice, defineModule, ethernet, mips24kc } from "liminix";
import { malta } from "liminix/devices/families/malta";

export const counter = defineDevice({
  name: "counter",
  title: "What stands on the counter: as QEMU's, with less memory",
  platform: mips24kc,
  emulation: {
    emulator: "qemu-system-mips",
    machine: ["-M", "malta", "-cpu", "24Kc"],
    memoryMb: 128,
  },
  interfaces: { lan: ethernet("eth0") },
  module: defineModule({
    meta: import.meta,
    imports: [malta],
    config: { kernel: { config: { CPU_BIG_ENDIAN: "y" } } },
  }),
  defaultOutput: "vmroot",
});
