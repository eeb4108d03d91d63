/** How boards were checked that nobody of us has. */
import type { Support } from "../../src/index.ts";

/** `unchecked` is what may well not work, and what is then to be seen. */
export const neverOnHardware = (unchecked: readonly string[], checked: readonly string[] = []): Support => ({
  state: "experimental",
  inShort: "kernel, device tree and images are built and read back; it has never run on the board",
  checked: [
    "The kernel is built with every option that was asked for; it is for this processor, and linked or aligned to where it is loaded.",
    "The device tree compiles without a warning and has the memory, the console, the flash's partitions, every interface, lights and buttons; every node that is switched on has a driver in this kernel.",
    "The image is read back: addresses, sizes, checksums; it is smaller than its partitions, and nothing that is fetched overlaps anything else.",
    ...checked,
  ],
  unchecked: ["None of it has run on the board.", ...unchecked],
});

/** So for boards whose kernel has QEMU's drivers too. */
export const bootsInQemu =
  "This very kernel boots in QEMU, on the machine `virt`, to the services of the example `hello`.";
