import { type Build, defineBuild, type Package, sh } from "../../src/index.ts";

/** One folder with a link to every program of some packages, and to the fallback's for what they lack. */
export const profile = (packages: readonly Package[], fallback: Package): Build =>
  defineBuild({
    name: "profile",
    environment: "seed",
    script: () => sh`
      mkdir -p "$out/bin"
      for package in ${packages}; do
        for program in "$package"/bin/*; do
          link=$out/bin/\${program##*/}
          [ ! -L "$link" ] || { echo "two packages have a program '\${program##*/}': $(readlink "$link") and $program" >&2; exit 1; }
          ln -s "$program" "$link"
        done
      done
      for program in ${fallback}/bin/*; do
        [ -L "$out/bin/\${program##*/}" ] || ln -s "$program" "$out/bin/\${program##*/}"
      done
    `,
  });
