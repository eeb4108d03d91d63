/**
 * U-Boot for a big-endian Malta, which Debian has not: from its source, by the one compiler that there is. Upstream
 * builds it with GCC alone; what it expects of that is put into clang's and lld's words. And what it writes to flash has
 * to be what QEMU's makes sense of.
 */
import { sh } from "../../../src/recipe/fragment.ts";
import { type Build, defineBuild, file } from "../../../src/recipe/recipe.ts";
import { debianSource } from "../../../src/recipe/source.ts";

/** Its result is `u-boot.bin`, with lzma, which upstream's configuration lacks. */
export const uBootMalta: Build = defineBuild({
  name: "u-boot-malta",
  environment: "bare",
  source: debianSource("u-boot", { patched: false }),
  patches: ["clang", "flash"].map((what) => file(import.meta, `u-boot-${what}.patch`)),
  script: () => sh`
    cat >>configs/malta_defconfig <<'END'
    CONFIG_LZMA=y
    # CONFIG_TOOLS_LIBCRYPTO is not set
    END
    # llvm-objcopy fills gaps with zeros and cannot be told otherwise; nobody looks at them.
    cat >objcopy <<'END'
    #!/bin/bash
    arguments=()
    for argument; do case $argument in --gap-fill=*) ;; *) arguments+=("$argument") ;; esac; done
    exec llvm-objcopy "\${arguments[@]}"
    END
    chmod +x objcopy
    # -fwrapv: vsprintf looks whether a pointer has wrapped round, which is for the compiler to assume that it has not.
    build() {
      make HOSTCC=clang HOSTLD=ld.lld CC='clang --target=mips-linux-gnu -march=mips32r2' KCFLAGS=-fwrapv LD=ld.lld \
        AR=llvm-ar NM=llvm-nm OBJCOPY=$PWD/objcopy OBJDUMP=llvm-objdump STRIP=llvm-strip READELF=llvm-readelf "$@"
    }
    build malta_defconfig
    build u-boot.bin
    cp u-boot.bin $out
  `,
});
