/** QEMU's "virt" machine, for ARM of 32 and of 64 bits: QEMU itself describes it to the kernel, in a device tree. */
import { defineModule, type Kconfig } from "../../src/index.ts";
import { emulated, virtioKernel } from "./emulated.ts";

/** The flash on its bus, and memory as flash: what images for boards are tried with. */
const flash: Kconfig = {
  MTD: "y",
  MTD_BLOCK: "y",
  MTD_CFI: "y",
  MTD_CFI_INTELEXT: "y",
  MTD_CMDLINE_PARTS: "y",
  MTD_OF_PARTS: "y",
  MTD_PHRAM: "y",
  MTD_PHYSMAP: "y",
  MTD_PHYSMAP_OF: "y",
};

/**
 * Its drivers. With them in a board's kernel, that kernel boots here too: what is tried is what is flashed. Powering off
 * is the firmware's (PSCI), which every kernel for these processors knows.
 */
export const virtKernel: Kconfig = {
  ...virtioKernel,
  ...flash,
  PCI: "y",
  PCI_HOST_GENERIC: "y",
  SERIAL_AMBA_PL011: "y",
  SERIAL_AMBA_PL011_CONSOLE: "y",
};

export const virt = defineModule({
  meta: import.meta,
  imports: [emulated],
  config: { console: { device: "ttyAMA0" }, kernel: { config: virtKernel } },
});
