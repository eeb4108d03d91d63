/** A kernel in U-Boot's legacy format. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import { packLzma } from "./lzma.ts";

export interface KernelFacts {
  /** As it is jumped into: see `rawKernel`. */
  readonly kernel: Recipe;
  /** mkimage's word. */
  readonly architecture: "arm" | "arm64" | "mips";
  readonly compression: "none" | "lzma";
  readonly loadAddress: number;
  readonly entryAddress: number;
}

export interface LegacyImageParameters extends KernelFacts {
  /** The device tree, where the kernel looks for it behind itself (MIPS_RAW_APPENDED_DTB). */
  readonly appendedTree?: Recipe;
}

/** The recipe of `uimage`. */
export const legacyImage = (image: LegacyImageParameters): Build =>
  defineBuild({
    name: "uimage",
    environment: "bare",
    script: () => sh`
      cat ${image.kernel} ${image.appendedTree ?? []} >kernel
      ${packKernel(image.compression)}
      mkimage -A ${image.architecture} -O linux -T kernel -C ${image.compression} -a ${hex(image.loadAddress)} \
        -e ${hex(image.entryAddress)} -n 'Liminix Linux' -d packed $out
    `,
  });

/** Shell that makes `packed` of `kernel`. */
export const packKernel = (compression: KernelFacts["compression"]) =>
  compression === "lzma" ? packLzma("kernel", "packed") : sh`mv kernel packed`;
