/** A kernel and its device tree in U-Boot's newer format, FIT, with checksums of both. */
import { sh, text } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe, textFile } from "../recipe/recipe.ts";
import type { Loader } from "../system/board.ts";
import { hex } from "../system/flash.ts";
import { type KernelFacts, packKernel } from "./legacy-image.ts";

export interface FitImageParameters extends KernelFacts {
  readonly tree: Recipe;
  /** What the data's places are multiples of: a page of the flash, where the loader reads it from there. */
  readonly blockBytes: number;
}

/** There are loaders that ask for this one. */
const CONFIGURATION = "config-1";

/**
 * Which of an image's configurations is named when it is started. Left to itself, a U-Boot with FIT_BEST_MATCH takes only
 * one whose tree is for a board that its own tree names (boot/image-fit.c: fit_conf_find_compat).
 */
export const configurationOf = ({ format }: Loader): string | undefined =>
  format === "fit" ? CONFIGURATION : undefined;

/** What `bootm` is told. */
export const startedFrom = (address: number, configuration?: string): string =>
  configuration === undefined ? hex(address) : `${hex(address)}#${configuration}`;

/** The recipe of `fit`. Its only configuration is `CONFIGURATION`. */
export const fitImage = (image: FitImageParameters): Build =>
  defineBuild({
    name: "fit",
    environment: "bare",
    script: () => sh`
      cat ${image.kernel} >kernel
      ${packKernel(image.compression)}
      cp ${image.tree} tree
      cp ${textFile("image.its", source(image))} image.its
      mkimage -E -B ${hex(image.blockBytes)} -f image.its $out
    `,
  });

const source = ({
  architecture,
  compression,
  loadAddress,
  entryAddress,
}: FitImageParameters) => text`/dts-v1/;
/ {
  description = "Liminix";
  #address-cells = <1>;
  images {
    kernel {
      description = "Liminix Linux";
      data = /incbin/("packed");
      type = "kernel"; arch = "${architecture}"; os = "linux"; compression = "${compression}";
      load = <${hex(loadAddress)}>; entry = <${hex(entryAddress)}>;
      hash-1 { algo = "crc32"; };
      hash-2 { algo = "sha1"; };
    };
    fdt-1 {
      description = "device tree";
      data = /incbin/("tree");
      type = "flat_dt"; arch = "${architecture}"; compression = "none";
      hash-1 { algo = "crc32"; };
      hash-2 { algo = "sha1"; };
    };
  };
  configurations {
    default = "${CONFIGURATION}";
    ${CONFIGURATION} { description = "Liminix"; kernel = "kernel"; fdt = "fdt-1"; };
  };
};
`;
