/** A router to be tried in memory: all that U-Boot fetches, and the script that has it fetched and started. */
import { sh } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import type { Region } from "../system/memory-map.ts";
import { startedFrom } from "./fit-image.ts";
import { largestPackages, pad, requireFits } from "./fits.ts";

/** Something that is fetched: where it goes, and how much it may be, from `placeInMemory`. */
export interface Fetched {
  readonly recipe: Recipe;
  readonly place: Region;
}

/** What is where, and who has which address. */
interface Places {
  readonly image: Region;
  readonly tree?: Region;
  readonly configuration: string | undefined;
  readonly rootfs: Region;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/** What U-Boot is told. */
export function bootScript({ image, tree, configuration, rootfs, ...addresses }: Places): readonly string[] {
  const at = ({ address }: Region): string => hex(address);
  const steps = [
    `tftpboot ${at(rootfs)} rootfs`,
    ...(tree === undefined ? [] : [`tftpboot ${at(tree)} dtb`]),
    `tftpboot ${at(image)} ${nameOf(tree)}`,
    tree === undefined
      ? `bootm ${startedFrom(image.address, configuration)}`
      : `bootz ${at(image)} - ${at(tree)}`,
  ];
  return [
    `setenv ipaddr ${addresses.boardAddress}`,
    `setenv serverip ${addresses.serverAddress}`,
    steps.join(" && "),
  ];
}

/** The image's file: one that has its tree in it is `bootm`'s, one that has not is `bootz`'s. */
const nameOf = (tree: unknown): string => (tree === undefined ? "uimage" : "zimage");

export interface TftpBootParameters {
  /** What `bootm` starts, or `bootz` where the device tree is a file of its own. */
  readonly image: Fetched;
  readonly tree?: Fetched;
  /** Which of a FIT's configurations is started: see `configurationOf`. */
  readonly configuration?: string | undefined;
  readonly rootfs: Fetched;
  readonly eraseBytes: number;
  /** mkimage's word. */
  readonly architecture: string;
  readonly boardAddress: string;
  readonly serverAddress: string;
}

/** The recipe of a folder to serve: the image, the root filesystem and boot.scr. Too large a part fails, with the numbers. */
export function tftpBoot({ image, tree, rootfs, ...parameters }: TftpBootParameters): Build {
  const imageName = nameOf(tree);
  const script = bootScript({
    ...parameters,
    image: image.place,
    configuration: parameters.configuration,
    ...(tree === undefined ? {} : { tree: tree.place }),
    rootfs: rootfs.place,
  }).join("\n");
  return defineBuild({
    name: "tftpboot",
    environment: "bare",
    script: () => sh`
      mkdir $out
      cd $out
      cat ${image.recipe} >${imageName}
      ${requireFits("The image in memory", image.place.sizeBytes, [imageName])}
      ${tree === undefined ? sh`` : fetchedTree(tree)}
      cat ${rootfs.recipe} >rootfs
      ${pad("rootfs", parameters.eraseBytes)}
      ${requireFits("The root filesystem in memory", rootfs.place.sizeBytes, ["rootfs"], largestPackages("rootfs"))}
      cat >../script <<'END'
      ${{ kind: "fragment", parts: [script] }}
      END
      mkimage -A ${parameters.architecture} -T script -C none -n boot -d ../script boot.scr
    `,
  });
}

const fetchedTree = ({ recipe, place }: Fetched) => sh`
  cat ${recipe} >dtb
  ${requireFits("The device tree in memory", place.sizeBytes, ["dtb"])}
`;
