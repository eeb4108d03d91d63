import { debianSource, definePackage, output, type Package, sh, text } from "../../src/index.ts";
import { compilerRt } from "../compiler-rt/package.ts";

const version = "1.2.3";

export const musl: Package = definePackage({
  meta: import.meta,
  name: "musl",
  version,
  description: "Small standard C library",
  homepage: "https://musl.libc.org/",
  license: "MIT",
  environment: "bare",
  outputs: ["out", "dev"],
  source: debianSource("musl"),
  environmentVariables: { strip: "1" },
  build: ({ host }) => sh`
    # The library that answers for missing instructions must match the floating point convention: libgcc's
    # would be hard-float, and the linker only warns of that.
    ./configure --target=${host.triple} --prefix=$out --syslibdir=$out/lib --includedir=$dev/include \
      CC="clang --target=${host.triple} ${host.compilerFlags} -fuse-ld=lld" CROSS_COMPILE=llvm- \
      LIBCC=${compilerRt}/lib/linux/libclang_rt.builtins-${host.runtimeArch}.a \
      CFLAGS='-Os -fstack-protector-strong' LDFLAGS='-Wl,-z,relro,-z,now,-z,noexecstack${host.linkerFlags.map((flag) => text` ${flag}`)}'
    make
    make install
    mkdir -p $dev/lib
    mv $out/lib/*.o $dev/lib
    rm -rf $out/bin $out/lib/*.specs
    ln -sf libc.so $out/lib/${host.dynamicLinker}
  `,
  check: ({ emulate }) => sh`
    # The library is its own dynamic linker; run as a program it says what it is, and that it was misused.
    (${emulate} ${musl}/lib/libc.so 2>&1 || true) | tee /dev/stderr | grep -Fx "Version ${version}"
  `,
});

/** Where programs find musl when they are linked. */
export const muslDev = output(musl, "dev");
