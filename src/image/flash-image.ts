/** What is written to a board's flash in one piece: the kernel's image, then the root filesystem; and how U-Boot writes it. */
import { userError } from "../error.ts";
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import type { Installation } from "../system/board.ts";
import { type Flash, hex, type Partition, range, sizeOf } from "../system/flash.ts";
import { largestPackages, pad, requireFits } from "./fits.ts";

interface Addresses {
  readonly boardAddress: string;
  readonly serverAddress: string;
  /** Memory that U-Boot fetches it to. */
  readonly fetchAddress: number;
}

export interface FlashImageParameters extends Addresses {
  readonly image: Recipe;
  readonly rootfs: Recipe;
  readonly flash: Flash;
  readonly installation: Installation;
  /** mkimage's word. */
  readonly architecture: string;
}

/** What U-Boot is told: it erases nothing unless what was fetched has the right checksum. */
export const flashScript = (
  { boardAddress, serverAddress, fetchAddress }: Addresses,
  flashAddress: number,
  size: string,
): readonly string[] => {
  const [fetched, base] = [hex(fetchAddress), hex(flashAddress)];
  return [
    `setenv ipaddr ${boardAddress}`,
    `setenv serverip ${serverAddress}`,
    `tftpboot ${fetched} firmware.bin && iminfo ${fetched} && erase ${base} +${size} && cp.b ${fetched} ${base} ${size}`,
  ];
};

/**
 * The recipe of a folder with firmware.bin and flash.scr. It fails, with the numbers, if a partition is too
 * small.
 */
export function flashImage(parameters: FlashImageParameters): Build {
  const { image, rootfs, flash, installation } = parameters;
  const { kernel: kernelPartition, root: rootPartition, flashAddress } = installation;
  const { kernel, root } = partsOf(flash, installation);
  const script = flashScript(parameters, flashAddress + kernel.from, "$size").join("\n");
  return defineBuild({
    name: "mtdimage",
    environment: "bare",
    script: () => sh`
      cat ${image} >kernel
      cat ${rootfs} >rootfs
      ${requireFits(`The kernel for partition '${kernelPartition}'`, sizeOf(kernel), ["kernel"])}
      ${requireFits(`The root filesystem for partition '${rootPartition}'`, sizeOf(root), ["rootfs"], largestPackages("rootfs"))}
      truncate -s ${sizeOf(kernel)} kernel
      ${pad("rootfs", flash.eraseBytes)}
      mkdir $out
      cat kernel rootfs >$out/firmware.bin
      size=$(printf 0x%x $(stat -c %s $out/firmware.bin))
      cat >script <<END
      ${{ kind: "fragment", parts: [script] }}
      END
      mkimage -A ${parameters.architecture} -T script -C none -n flash -d script $out/flash.scr
    `,
  });
}

/** The part of the flash that is written, from its first byte to the one behind the last. */
export function firmwarePlace(flash: Flash, installation: Installation): Partition {
  const { kernel, root } = partsOf(flash, installation);
  return { from: kernel.from, to: root.to };
}

function partsOf(flash: Flash, installation: Installation) {
  const named = (name: string): Partition => {
    const partition = flash.partitions[name];
    if (partition !== undefined) return partition;
    throw userError({
      message: `Flash '${flash.name}' has no partition '${name}', which the image is to be written to`,
      details: Object.keys(flash.partitions),
    });
  };
  const [kernel, root] = [named(installation.kernel), named(installation.root)];
  if (root.from === kernel.to) return { kernel, root };
  throw userError({
    message: `Partition '${installation.root}' (${range(root)}) expects to begin where '${installation.kernel}' (${range(kernel)}) ends: both are written as one`,
  });
}
