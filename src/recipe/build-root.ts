/**
 * What the seed makes of Debian's binary packages: the root that every other build runs in, the emulators
 * that checks run foreign programs with, and programs that ours are tried against.
 */
import { sh } from "./fragment.ts";
import { type Build, type Download, defineBuild } from "./recipe.ts";

/** Unpacks `.deb` files below $out, two at a time: most of it is xz at work. */
const unpackDebs = (debs: readonly Download[]) => sh`
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
      # LLVM's tools by the names that makefiles call.
      for name in cc:clang ld:ld.lld ar:llvm-ar nm:llvm-nm ranlib:llvm-ranlib strip:llvm-strip objcopy:llvm-objcopy; do
        ln -s ../lib/llvm-14/bin/\${name#*:} usr/bin/\${name%:*}
      done
      printf 'root:x:0:0:root:/build:/bin/sh\n' >etc/passwd
      printf 'root:x:0:\n' >etc/group
    `,
  });

/** qemu-user's emulators, for running checks: the package of static ones is three times the bytes. */
export const defineEmulator = (debs: readonly Download[]): Build =>
  defineForeign("emulator", "usr/bin/qemu-*", debs);

/** Programs that ours are tried against: see inputs/debian.ts. */
export const defineCounterparts = (debs: readonly Download[]): Build =>
  defineForeign("counterparts", "usr/bin/*tftp usr/bin/curl usr/sbin/*tftpd usr/sbin/dnsmasq", debs);

/** Programs of the build machine in `bin`, each started by the linker and with the libraries that came with it. */
const defineForeign = (name: string, programs: string, debs: readonly Download[]): Build =>
  defineBuild({
    name,
    environment: "seed",
    script: () => sh`
      ${unpackDebs(debs)}
      mkdir bin
      for program in ${{ kind: "fragment", parts: [programs] }}; do
        printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' $out/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 \
          $out/lib/x86_64-linux-gnu:$out/usr/lib/x86_64-linux-gnu $out/$program >bin/\${program##*/}
      done
      chmod +x bin/*
    `,
  });
