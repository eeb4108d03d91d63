/**
 * What the seed makes of Debian's binary packages: the root that every other build runs in, and the
 * emulators that checks run foreign programs with.
 */
import { sh } from "./fragment.ts";
import { type Build, type Download, defineBuild } from "./recipe.ts";

/** Unpacks `.deb` files below $out, two at a time: most of it is xz at work. */
const unpackDebs = (debs: readonly Download[]) => sh`
  export PATH="$NIX_BUILD_TOP/bin"
  "$seed/bin/busybox" mkdir "$NIX_BUILD_TOP/bin"
  "$seed/bin/busybox" --install -s "$NIX_BUILD_TOP/bin"
  mkdir -p "$out"
  echo 'ar p "$1" data.tar.xz | xz -dc | tar -x -o -C "$out"' >unpack
  printf '%s\n' ${debs} | xargs -n 1 -P 2 sh -eu unpack
  cd "$out"
  rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/info usr/share/lintian
`;

/** The build root: `/usr` and all that Debian's packages put there, with the mount points builds need. */
export const defineBuildRoot = (debs: readonly Download[]): Build =>
  defineBuild({
    name: "build-root",
    environment: "seed",
    script: () => sh`
      ${unpackDebs(debs)}
      mkdir -p nix/store proc dev tmp build
      # Debian makes these when it configures the packages, which nobody does here.
      ln -s bash bin/sh
      ln -s gawk usr/bin/awk
      printf 'root:x:0:0:root:/build:/bin/sh\n' >etc/passwd
      printf 'root:x:0:\n' >etc/group
    `,
  });

/** qemu-user's static emulators, for running checks. */
export const defineEmulator = (debs: readonly Download[]): Build =>
  defineBuild({
    name: "emulator",
    environment: "seed",
    script: () => sh`
      ${unpackDebs(debs)}
      ln -s usr/bin bin
    `,
  });
