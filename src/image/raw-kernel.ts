/** A kernel as a boot loader jumps into it: the bytes of its ELF file as they lie in memory. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { requireKernelFits } from "./kernel-fits.ts";

/** Sections that say something of the others, and would only be before or behind them (arch/mips/boot/Makefile). */
const ASIDE = [
  ".reginfo",
  ".mdebug",
  ".comment",
  ".note",
  ".pdr",
  ".options",
  ".MIPS.options",
  ".MIPS.abiflags",
];

/** The recipe of the bytes of `vmlinux`, which fails if it takes more memory than this. */
export const rawKernel = (kernel: Recipe, mostBytes: number): Build =>
  defineBuild({
    name: "kernel.bin",
    environment: "bare",
    script: () => sh`
      ${requireKernelFits(kernel, mostBytes)}
      llvm-objcopy -O binary ${ASIDE.map((section) => `--remove-section=${section}`)} ${kernel}/vmlinux $out
    `,
  });

/** The recipe of the kernel as ARM's makefiles pack it: it unpacks itself. */
export const zImage = (kernel: Recipe, mostBytes: number): Build =>
  defineBuild({
    name: "zImage",
    environment: "bare",
    script: () => sh`
      ${requireKernelFits(kernel, mostBytes)}
      cp ${kernel}/zImage $out
    `,
  });
