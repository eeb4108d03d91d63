import { debianSource, definePackage, file, type Package, sh } from "../../src/index.ts";

const version = "2025.04.26";

/**
 * A JavaScript engine (ES2023) as a static library for `packages/limjs`. Bytecode made on any machine runs on
 * any other: that is so upstream but for regular expressions, which get the same byte order here.
 */
export const quickjs: Package = definePackage({
  meta: import.meta,
  name: "quickjs",
  version,
  description: "Small JavaScript engine, as a library",
  homepage: "https://bellard.org/quickjs/",
  license: "MIT",
  source: debianSource("quickjs"),
  build: () => sh`
    for part in quickjs libregexp libunicode cutils dtoa quickjs-libc; do
      case $part in libregexp) byte_order='-include ${file(import.meta, "little-endian-regexp.h")}' ;; *) byte_order= ;; esac
      # -fwrapv and -funsigned-char as upstream's makefile: the code counts on both. The sections let whoever
      # links it leave out what it does not call, the compiler above all.
      cc -c \${CFLAGS:--Os} -fwrapv -funsigned-char -ffunction-sections -fdata-sections -D_GNU_SOURCE -I. \
        -DCONFIG_VERSION='"${version}"' -Wno-implicit-const-int-float-conversion $byte_order $part.c -o $part.o &
    done
    for part in 1 2 3 4 5 6; do wait -n; done
    mkdir -p $out/include $out/lib
    install -m 644 quickjs.h quickjs-libc.h $out/include
    ar rcs $out/lib/libquickjs.a quickjs.o libregexp.o libunicode.o cutils.o dtoa.o quickjs-libc.o
  `,
  // What it can do is shown by the check of limjs; here, that it is whole.
  check: () => sh`
    llvm-nm --defined-only ${quickjs}/lib/libquickjs.a >names
    for name in JS_NewContext JS_ReadObject JS_WriteObject js_std_loop lre_exec; do grep " T $name$" names; done
  `,
});
