/** What is written to a board's flash in one piece: the kernel's image, then the root filesystem; and how U-Boot writes it. */
import { userError } from "../error.ts";
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { type Flash, hex, range, sizeOf } from "../system/flash.ts";
import { pad, requireFits } from "./fits.ts";

export interface FlashImageParameters<Name extends string> {
  readonly image: Recipe;
  readonly rootfs: Recipe;
  readonly flash: Flash<Name>;
  /** Where each goes; the second begins where the first ends. */
  readonly kernelPartition: NoInfer<Name>;
  readonly rootPartition: NoInfer<Name>;
  /** Where U-Boot sees the flash's first byte. */
  readonly mappedAt: number;
  /** Memory that U-Boot fetches it to. */
  readonly fetchAddress: number;
  /** mkimage's word. */
  readonly architecture: string;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/**
 * The recipe of a folder with firmware.bin and flash.scr. It fails, with the numbers, if a partition is too
 * small. The script erases nothing unless what was fetched has the right checksum.
 */
export function flashImage<Name extends string>(parameters: FlashImageParameters<Name>): Build {
  const { image, rootfs, flash, kernelPartition, rootPartition, mappedAt, fetchAddress } = parameters;
  const [kernel, root] = [flash.partitions[kernelPartition], flash.partitions[rootPartition]];
  if (root.from !== kernel.to) {
    throw userError({
      message: `Partition '${rootPartition}' (${range(root)}) expects to begin where '${kernelPartition}' (${range(kernel)}) ends: both are written as one`,
    });
  }
  const [fetched, base] = [hex(fetchAddress), hex(mappedAt + kernel.from)];
  return defineBuild({
    name: "mtdimage",
    environment: "bare",
    script: () => sh`
      cat ${image} >kernel
      cat ${rootfs} >rootfs
      ${requireFits(`The kernel for partition '${kernelPartition}'`, sizeOf(kernel), ["kernel"])}
      ${requireFits(`The root filesystem for partition '${rootPartition}'`, sizeOf(root), ["rootfs"])}
      truncate -s ${sizeOf(kernel)} kernel
      ${pad("rootfs", flash.eraseBytes)}
      mkdir $out
      cat kernel rootfs >$out/firmware.bin
      size=$(printf 0x%x $(stat -c %s $out/firmware.bin))
      cat >script <<END
      setenv ipaddr ${parameters.boardAddress}
      setenv serverip ${parameters.serverAddress}
      tftpboot ${fetched} firmware.bin && iminfo ${fetched} && erase ${base} +$size && cp.b ${fetched} ${base} $size
      END
      mkimage -A ${parameters.architecture} -T script -C none -n flash -d script $out/flash.scr
    `,
  });
}
