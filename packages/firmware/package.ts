/**
 * Programs that radios load into themselves. Nobody has their source, so they are taken as Debian has them, a file at a
 * time, each with the licence that lets it be passed on.
 */
import { debianFiles, defineBuild, definePackage, type Package, type Recipe, sh } from "../../src/index.ts";

/** Some files of one of Debian's packages. */
export interface Firmware {
  readonly from: "firmware-atheros" | "firmware-misc-nonfree";
  /** Debian's name for the licence of all of them, in the package's copyright file. */
  readonly licence: "binary-redist-MediaTek" | "binary-redist-Qualcomm-Atheros";
  /** Below `/lib/firmware`. */
  readonly files: readonly string[];
}

const version = "20230210";

/** `lib/firmware` with these files, and `share/licences` with what must be passed on with them. A file that is not there fails. */
export function firmware({ from, licence, files }: Firmware): Package {
  const self: Package = definePackage({
    meta: import.meta,
    name: "firmware",
    version,
    description: `Firmware: ${files.join(", ")}`,
    homepage: "https://git.kernel.org/pub/scm/linux/kernel/git/firmware/linux-firmware.git",
    license: `LicenseRef-${licence}`,
    environment: "bare",
    source: debianFiles(from),
    build: () => sh`
      ar p $deb data.tar.xz | xz -dc | tar -x
      for file in ${files}; do
        if [ ! -f "lib/firmware/$file" ]; then
          echo Firmware "'$file'" is not in Debian\'s package ${from}, which has: >&2
          (cd lib/firmware; find . -name "\${file##*/}" -o -path "./\${file%/*}/*" -type f) | head -n 20 | sed 's|^\./|  |' >&2
          exit 1
        fi
        install -D -m 644 "lib/firmware/$file" "$out/lib/firmware/$file"
      done
      mkdir -p $out/share/licences
      awk -v RS= -v ORS='\n\n' '$0 ~ "(^|\n)License: ${{ kind: "fragment", parts: [licence] }}(\n|$)"' \
        usr/share/doc/${from}/copyright >$out/share/licences/${licence}
      grep -q -i redistribution $out/share/licences/${licence}
    `,
    check: () => sh`
      for file in ${files}; do ls -l ${self}/lib/firmware/$file; done
    `,
  });
  return self;
}

/** All of these as one `lib/firmware`, with their licences beside it. */
export const firmwareFolder = (packages: readonly Package[]): Recipe =>
  defineBuild({
    name: "radio-firmware",
    environment: "seed",
    script: () => sh`
      mkdir $out
      for package in ${packages}; do cp -r $package/* $out/; chmod -R u+w $out; done
    `,
  });
