import { debianSource, definePackage, type Package, sh, text } from "../../src/index.ts";

const version = "14.0.6";

/** What the compiler calls for arithmetic that the processor lacks, and the first and last object of a program. */
export const compilerRt: Package = definePackage({
  meta: import.meta,
  name: "compiler-rt",
  version,
  description: "Run-time library of the LLVM compilers",
  homepage: "https://compiler-rt.llvm.org/",
  license: "Apache-2.0 WITH LLVM-exception",
  environment: "bare",
  source: debianSource("llvm-toolchain-14", {
    patched: false,
    only: ["compiler-rt/lib/builtins", "compiler-rt/lib/crt"],
  }),
  build: ({ host }) => sh`
    cd compiler-rt/lib
    # There is no C library yet; abort() is all that the builtins ask of one.
    mkdir stub
    echo 'void abort(void);' >stub/stdlib.h
    flags="--target=${host.triple} ${host.compilerFlags} -O2 -fPIC -ffreestanding -nostdlibinc -fvisibility=hidden
      -ffunction-sections -fno-stack-protector -Istub -DVISIBILITY_HIDDEN -DCRT_HAS_INITFINI_ARRAY"
    compile() { clang $flags -c "$1" -o "$2"; }

    # Not for here: other systems' support, C++ exceptions, what needs a C library's headers.
    skip=" apple_versioning clear_cache emutls enable_execute_stack eprintf gcc_personality_v0 os_version_check
      trampoline_setup${host.kernelArch === "arm64" ? text` lse` : text``} "
    mkdir objects
    for file in builtins/*.c builtins/${host.runtimeFolder}/*.[cS]; do
      [ -e "$file" ] || continue
      name=\${file##*/}
      name=\${name%.*}
      case $skip in *" $name "*) continue ;; esac
      # An architecture's own version of a function stands for the portable one: it comes later, and overwrites it.
      echo "$file objects/$name.o"
    done >list
    export flags
    xargs -P "$(nproc)" -n 2 sh -euc 'clang $flags -c "$0" -o "$1"' <list

    target=$out/lib/linux
    mkdir -p $target
    llvm-ar rcsD $target/libclang_rt.builtins-${host.runtimeArch}.a objects/*.o
    compile crt/crtbegin.c $target/clang_rt.crtbegin-${host.runtimeArch}.o
    compile crt/crtend.c $target/clang_rt.crtend-${host.runtimeArch}.o
  `,
  check: ({ host }) => sh`
    library=${compilerRt}/lib/linux/libclang_rt.builtins-${host.runtimeArch}.a
    # Division of 64-bit numbers, software floating point, atomics wider than a word.
    for symbol in __udivdi3 __adddf3 __atomic_fetch_add_8; do
      llvm-nm --defined-only $library 2>/dev/null | grep -w $symbol
    done
  `,
});
