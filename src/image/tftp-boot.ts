/** A router to be tried in memory: all that U-Boot fetches, and the script that has it fetched and started. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import type { Region } from "../system/memory-map.ts";
import { pad, requireFits } from "./fits.ts";

export interface TftpBootParameters {
  /** What `bootm` starts, device tree included. */
  readonly image: Recipe;
  readonly rootfs: Recipe;
  /** Where each goes, and how much it may be: from `placeInMemory`. */
  readonly places: { readonly image: Region; readonly rootfs: Region };
  readonly eraseBytes: number;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/** The recipe of a folder to serve: uimage, rootfs and boot.scr. Too large a part fails, with the numbers. */
export function tftpBoot(parameters: TftpBootParameters): Build {
  const { image, rootfs, places, eraseBytes } = parameters;
  const [imageAddress, rootAddress] = [hex(places.image.address), hex(places.rootfs.address)];
  return defineBuild({
    name: "tftpboot",
    environment: "bare",
    script: () => sh`
      mkdir $out
      cd $out
      cat ${image} >uimage
      cat ${rootfs} >rootfs
      ${pad("rootfs", eraseBytes)}
      ${requireFits("The image in memory", places.image.sizeBytes, ["uimage"])}
      ${requireFits("The root filesystem in memory", places.rootfs.sizeBytes, ["rootfs"])}
      cat >../script <<'END'
      setenv ipaddr ${parameters.boardAddress}
      setenv serverip ${parameters.serverAddress}
      tftpboot ${rootAddress} rootfs && tftpboot ${imageAddress} uimage && bootm ${imageAddress}
      END
      mkimage -A mips -T script -C none -n boot -d ../script boot.scr
    `,
  });
}
