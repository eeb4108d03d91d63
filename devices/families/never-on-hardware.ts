/** How boards were checked that nobody of us has. */
import type { Support } from "../../src/index.ts";

const tree =
  "The device tree compiles without a warning and has the memory, the console, the flash's partitions, every socket, lights and buttons as this page says. Every partition and place in memory is apart from the others.";

/** `unchecked` is what may well not work, and what is then to be seen. */
export const neverOnHardware = (unchecked: readonly string[]): Support => ({
  state: "experimental",
  inShort: "kernel, device tree and images are built and read back; it has never run on the board",
  checked: [
    "The kernel is built with every option that was asked for; it is for this processor, and linked or aligned to where it is loaded.",
    tree,
    "Every node of the tree that is switched on has a driver in this kernel.",
    "The image is read back: addresses, sizes, checksums; it is smaller than its partitions, and nothing that is fetched overlaps anything else.",
  ],
  unchecked: ["None of it has run on the board.", ...unchecked],
});

/** The same before anybody has waited for the kernel: `./run-tests --all` builds it, and does the rest. */
export const neverBuilt = (unchecked: readonly string[]): Support => ({
  state: "experimental",
  inShort:
    "its kernel is configured and its device tree compiled; the kernel was not built yet, and never ran",
  checked: [
    "Every option that was asked for survives the kernel's configuration. `./run-tests --all` builds the kernel and does what is missing below.",
    tree,
    "It evaluates with every example.",
  ],
  unchecked: [
    "The kernel of this very device: it was not built to its end, so no driver was looked up for its tree.",
    "None of it has run on the board.",
    ...unchecked,
  ],
});
