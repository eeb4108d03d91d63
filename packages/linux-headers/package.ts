import { debianSource, definePackage, type Package, sh } from "../../src/index.ts";

const version = "6.1.176";

export const linuxHeaders: Package = definePackage({
  meta: import.meta,
  name: "linux-headers",
  version,
  description: "The kernel's interface to user space, as C headers",
  homepage: "https://www.kernel.org/",
  license: "GPL-2.0-only WITH Linux-syscall-note",
  environment: "bare",
  // None of Debian's patches changes what user space sees, and they touch files that are not unpacked.
  source: debianSource("linux", {
    patched: false,
    only: ["Makefile", "scripts", "include", "usr", "arch/mips", "arch/arm", "arch/arm64"],
  }),
  build: ({ host }) => sh`
    make ARCH=${host.kernelArch} LLVM=1 INSTALL_HDR_PATH=$out headers_install
  `,
  check: () => sh`
    grep -F 'LINUX_VERSION_MAJOR 6' ${linuxHeaders}/include/linux/version.h
    test -e ${linuxHeaders}/include/asm/unistd.h
  `,
});
