/** A router to be tried in memory: all that U-Boot fetches, and the script that has it fetched and started. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import type { Region } from "../system/memory-map.ts";
import { pad, requireFits } from "./fits.ts";

export interface TftpBootParameters {
  /** What `bootm` starts. */
  readonly image: Recipe;
  readonly rootfs: Recipe;
  /** Where each goes, and how much it may be: from `placeInMemory`. */
  readonly places: { readonly image: Region; readonly rootfs: Region };
  /** The device tree, where it is not in the image, and its place. */
  readonly tree?: { readonly dtb: Recipe; readonly place: Region };
  readonly eraseBytes: number;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/** The recipe of a folder to serve: uimage, rootfs, dtb if it is apart, and boot.scr. Too large a part fails, with the numbers. */
export function tftpBoot(parameters: TftpBootParameters): Build {
  const { image, rootfs, tree, places, eraseBytes } = parameters;
  const fetched = [
    ...(tree === undefined ? [] : [`tftpboot ${hex(tree.place.address)} dtb`]),
    `tftpboot ${hex(places.rootfs.address)} rootfs`,
    `tftpboot ${hex(places.image.address)} uimage`,
  ];
  const start = `bootm ${hex(places.image.address)}${tree === undefined ? "" : ` - ${hex(tree.place.address)}`}`;
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
      ${tree === undefined ? sh`` : sh`cat ${tree.dtb} >dtb`}
      ${tree === undefined ? sh`` : requireFits("The device tree in memory", tree.place.sizeBytes, ["dtb"])}
      cat >../script <<'END'
      setenv ipaddr ${parameters.boardAddress}
      setenv serverip ${parameters.serverAddress}
      ${{ kind: "fragment", parts: [[...fetched, start].join(" && ")] }}
      END
      mkimage -A mips -T script -C none -n boot -d ../script boot.scr
    `,
  });
}
