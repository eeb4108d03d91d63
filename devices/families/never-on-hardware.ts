/** How boards were checked that nobody of us has. */
import type { Support } from "../../src/index.ts";

/** A kernel that has drivers for QEMU's machine as well: tests boot the file that is flashed (tests/long/boards). */
export const bootsOnVirt = "The very kernel boots QEMU's machine `virt` to its services.";

/** `unchecked` is what may well not work, and what is then to be seen; `also` what was checked besides the usual. */
export const neverOnHardware = (
  unchecked: readonly string[],
  { also = [] }: { readonly also?: readonly string[] } = {},
): Support => ({
  state: "experimental",
  inShort: "kernel, device tree and images are built and read back; it has never run on the board",
  checked: [
    "The kernel is built with every option that was asked for; it is for this processor, and linked or aligned to where it is loaded.",
    "The device tree compiles without a warning and has the memory, the console, the flash's partitions, every socket, lights and buttons as this page says. Every partition and place in memory is apart from the others.",
    "Every node of the tree that is switched on has a driver in this kernel.",
    "The image is read back: addresses, sizes, checksums; it is smaller than its partitions, and nothing that is fetched overlaps anything else.",
    ...also,
  ],
  unchecked: ["None of it has run on the board.", ...unchecked],
});
