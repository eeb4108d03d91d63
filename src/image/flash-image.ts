/** What is written to a board's flash in one piece: the kernel's image, then the root filesystem; and how U-Boot writes it. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { type Flash, hex, sizeOf } from "../system/flash.ts";
import { pad, requireFits } from "./fits.ts";

export interface FlashImageParameters<Name extends string> {
  readonly image: Recipe;
  readonly rootfs: Recipe;
  readonly flash: Flash<Name>;
  /** Where both go. */
  readonly partition: NoInfer<Name>;
  /** Where U-Boot sees the flash's first byte. */
  readonly mappedAt: number;
  /** Memory that U-Boot fetches it to. */
  readonly fetchAddress: number;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/**
 * The recipe of a folder with firmware.bin and flash.scr. It fails, with the numbers, if the partition is too
 * small. The script erases nothing unless what was fetched has the right checksum.
 */
export function flashImage<Name extends string>(parameters: FlashImageParameters<Name>): Build {
  const { image, rootfs, flash, partition, mappedAt, fetchAddress } = parameters;
  const place = flash.partitions[partition];
  const [fetched, base] = [hex(fetchAddress), hex(mappedAt + place.from)];
  return defineBuild({
    name: "mtdimage",
    environment: "bare",
    script: () => sh`
      cat ${image} >kernel
      cat ${rootfs} >rootfs
      ${pad("kernel", flash.eraseBytes)}
      ${pad("rootfs", flash.eraseBytes)}
      ${requireFits(`The image for partition '${partition}'`, sizeOf(place), ["kernel", "rootfs"])}
      mkdir $out
      cat kernel rootfs >$out/firmware.bin
      size=$(printf 0x%x $(stat -c %s $out/firmware.bin))
      cat >script <<END
      setenv ipaddr ${parameters.boardAddress}
      setenv serverip ${parameters.serverAddress}
      tftpboot ${fetched} firmware.bin && iminfo ${fetched} && erase ${base} +$size && cp.b ${fetched} ${base} $size
      END
      mkimage -A mips -T script -C none -n flash -d script $out/flash.scr
    `,
  });
}
