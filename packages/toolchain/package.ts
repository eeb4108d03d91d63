import { definePackage, file, type Package, sh } from "../../src/index.ts";
import { compilerRt } from "../compiler-rt/package.ts";
import { linuxHeaders } from "../linux-headers/package.ts";
import { musl, muslDev } from "../musl/package.ts";

/** The compiler for a router: Debian's clang with this platform's C library, headers and hardening. */
export const toolchain: Package = definePackage({
  meta: import.meta,
  name: "toolchain",
  version: "1",
  description: "clang for the router's platform, with musl and hardening by default",
  homepage: "https://clang.llvm.org/",
  license: "MIT",
  environment: "bare",
  build: ({ host }) => sh`
    sysroot=$out/sysroot
    mkdir -p $out/bin $sysroot/usr $out/resource/lib
    # One folder, as the compiler expects of a sysroot: the C library's headers and the kernel's.
    cp -r ${muslDev}/include $sysroot/usr/include
    chmod -R u+w $sysroot/usr/include
    cp -r ${linuxHeaders}/include/. $sysroot/usr/include
    cp -r ${muslDev}/lib $sysroot/usr/lib
    chmod u+w $sysroot/usr/lib
    ln -s ${musl}/lib/libc.so $sysroot/usr/lib/libc.so
    ln -s ${compilerRt}/lib/linux $out/resource/lib/linux
    ln -s "$(clang -print-resource-dir)/include" $out/resource/include

    substitute() { sed -e "s|@out@|$out|g" -e 's|@target@|${host.triple}|' -e 's|@flags@|${[...host.compilerFlags, ...host.linkerFlags]}|' \
      -e 's|@interpreter@|${musl}/lib/${host.dynamicLinker}|' "$1"; }
    substitute ${file(import.meta, "cc.sh")} >$out/bin/cc
    chmod +x $out/bin/cc
    for name in gcc clang ${host.triple}-cc ${host.triple}-gcc; do ln -s cc $out/bin/$name; done
    for tool in ar nm objcopy objdump ranlib readelf size strings strip; do
      ln -s /usr/lib/llvm-14/bin/llvm-$tool $out/bin/$tool
      ln -s /usr/lib/llvm-14/bin/llvm-$tool $out/bin/${host.triple}-$tool
    done
    ln -s /usr/lib/llvm-14/bin/ld.lld $out/bin/ld
    ln -s /usr/lib/llvm-14/bin/ld.lld $out/bin/${host.triple}-ld
  `,
  check: ({ emulate }) => sh`
    ${toolchain}/bin/cc -O2 -Wall -Werror -Wno-atomic-alignment ${file(import.meta, "check.c")} -o program
    ${emulate} $PWD/program | tee /dev/stderr | cmp - ${file(import.meta, "check.expected")}
    llvm-readelf -hldW program >facts
    grep 'Type: *DYN' facts
    grep GNU_RELRO facts
    grep BIND_NOW facts
    grep 'GNU_STACK.* RW ' facts
    llvm-nm program | grep __stack_chk_fail
  `,
});
