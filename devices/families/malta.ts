/** QEMU's Malta board with virtio devices: the emulated router. */
import { defineModule, file } from "../../src/index.ts";
import { emulated } from "./emulated.ts";
import { routerKernel } from "./router-kernel.ts";

export const malta = defineModule({
  meta: import.meta,
  imports: [emulated, routerKernel],
  config: {
    console: { device: "ttyS0" },
    kernel: {
      patches: ["clock", "interrupts", "tree"].map((what) => file(import.meta, `malta-${what}.patch`)),
      config: {
        MIPS_MALTA: "y",
        CPU_MIPS32_R2: "y",
        // User space is built without floating point, as routers' processors are.
        MIPS_FP_SUPPORT: "n",
        HZ_100: "y",
        // As U-Boot starts it: with a device tree behind the kernel, and the command line in that.
        MIPS_CMDLINE_DTB_EXTEND: "y",
        MIPS_RAW_APPENDED_DTB: "y",
        // A disk as flash, to keep something on.
        MTD_BLOCK2MTD: "y",
        PCI: "y",
        PCI_QUIRKS: "y",
        SERIAL_8250: "y",
        SERIAL_8250_CONSOLE: "y",
        SERIAL_8250_NR_UARTS: 2,
        SERIAL_8250_RUNTIME_UARTS: 2,
        // Powering off ends QEMU by the PIIX4's own register, and a reset by the board's "softres".
        POWER_RESET: "y",
        POWER_RESET_PIIX4_POWEROFF: "y",
        POWER_RESET_SYSCON: "y",
        MFD_SYSCON: "y",
      },
    },
  },
});
