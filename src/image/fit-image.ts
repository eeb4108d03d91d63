/** A kernel and its device tree in U-Boot's newer format, FIT, with checksums of both. */
import { sh, text } from "../recipe/fragment.ts";
import { type Build, defineBuild, type Recipe, textFile } from "../recipe/recipe.ts";
import { hex } from "../system/flash.ts";
import { type KernelFacts, packKernel } from "./legacy-image.ts";

export interface FitImageParameters extends KernelFacts {
  readonly tree: Recipe;
  /** What the data's places are multiples of: a page of the flash, where the loader reads it from there. */
  readonly blockBytes: number;
}

/** The recipe of `fit`. Its only configuration is called `config-1`: there are loaders that ask for that one. */
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
    default = "config-1";
    config-1 { description = "Liminix"; kernel = "kernel"; fdt = "fdt-1"; };
  };
};
`;
