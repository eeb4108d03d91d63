import {
  debianSource,
  definePackage,
  file,
  type Kconfig,
  type Package,
  type Platform,
  type Recipe,
  renderKconfig,
  sh,
  text,
  textFile,
} from "../../src/index.ts";

const version = "6.1.176";

export interface LinuxParameters {
  /** What differs from `allnoconfig`. Each option asked for must survive, or the build fails and says why. */
  readonly config: Kconfig;
  readonly patches?: readonly Recipe[];
}

/**
 * A kernel: `out` has vmlinux (stripped) and its configuration; `modules` has /lib/modules, empty when
 * nothing is "m".
 */
export function linux({ config, patches = [] }: LinuxParameters): Package {
  const self: Package = definePackage({
    meta: import.meta,
    name: "linux",
    version,
    description: "The kernel",
    homepage: "https://www.kernel.org/",
    license: "GPL-2.0-only WITH Linux-syscall-note",
    environment: "bare",
    outputs: ["out", "modules"],
    source: debianSource("linux"),
    patches,
    build: ({ host }) => sh`
      export KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:01 UTC 1970' KBUILD_BUILD_USER=liminix KBUILD_BUILD_HOST=liminix
      # CROSS_COMPILE names no program here (LLVM=1 does), but without it a big-endian MIPS configuration is
      # made again for ever: clang's target flips between mips and mipsel.
      kbuild() { make ARCH=${host.kernelArch} LLVM=1 CROSS_COMPILE=${host.triple}- "$@"; }

      phase configure
      asked=${textFile("linux.config", text`${renderKconfig(config)}`)}
      KCONFIG_ALLCONFIG=$asked kbuild allnoconfig
      if ! bash ${file(import.meta, "survives.sh")} $asked .config; then
        cp ${file(import.meta, "explain.c")} scripts/kconfig/explain.c
        cat ${file(import.meta, "explain.mk")} >>scripts/kconfig/Makefile
        kbuild explainconfig ASKED=$asked
      fi

      phase compile
      modular=$(grep -c '=m$' .config || true)
      if [ "$modular" = 0 ]; then kbuild ${host.kernelImage}; else kbuild ${host.kernelImage} modules; fi

      phase install
      mkdir -p $out $modules
      llvm-strip -s -o $out/vmlinux vmlinux${bootImage(host)}
      cp .config $out/config
      if [ "$modular" != 0 ]; then
        kbuild modules_install INSTALL_MOD_PATH=$modules INSTALL_MOD_STRIP=1 DEPMOD=true
        rm -f $modules/lib/modules/*/build $modules/lib/modules/*/source
      fi
    `,
    // It is run by the tests that boot it; here, that it is a kernel, for the right machine.
    check: ({ host }) => sh`
      llvm-readelf -hW ${self}/vmlinux | tee facts
      grep -E 'Machine: .*(${machines[host.kernelArch] ?? host.kernelArch})' facts
      # One that can be loaded anywhere is a DYN.
      grep -E 'Type: *(EXEC|DYN)' facts
      test -s ${self}/${host.kernelImage}
    `,
  });
  return self;
}

/** What is started where that is not the ELF file; as it comes from the makefiles. */
const bootImage = ({ kernelArch, kernelImage }: Platform) =>
  kernelImage === "vmlinux" ? sh`` : sh`; cp arch/${kernelArch}/boot/${kernelImage} $out/`;

/** ELF's words for what the makefiles call otherwise. */
const machines: Readonly<Record<string, string>> = { arm: "ARM", arm64: "AArch64", mips: "MIPS" };
