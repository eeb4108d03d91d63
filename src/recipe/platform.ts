/** What a program runs on: the words that the compiler, the kernel and the emulator have for it. */
export interface Platform {
  readonly name: string;
  /** Nix's word for machines that run its builds; only of use for a platform that builds. */
  readonly system: string;
  /** LLVM's target triple. */
  readonly triple: string;
  /** Flags that pick the instruction set and the calling convention, for every compile and link. */
  readonly compilerFlags: readonly string[];
  /** `ARCH=` of the kernel's makefiles. */
  readonly kernelArch: string;
  /** CMake's and compiler-rt's word for the architecture. */
  readonly runtimeArch: string;
  readonly endian: "big" | "little";
  /** musl's name for its dynamic linker, below /lib. */
  readonly dynamicLinker: string;
  /** The qemu-user program that runs its binaries on the build machine. */
  readonly userEmulator: string;
}

const mips = {
  system: "mips-linux",
  triple: "mips-linux-musl",
  // Routers' 24Kc cores have no floating point unit; QEMU's Malta runs the same code.
  compilerFlags: ["-march=mips32r2", "-msoft-float"],
  kernelArch: "mips",
  runtimeArch: "mips",
  endian: "big",
  dynamicLinker: "ld-musl-mips-sf.so.1",
  userEmulator: "qemu-mips",
} as const;

/** MIPS32r2 without floating point, big-endian: Atheros' routers, and QEMU's Malta. */
export const mips24kc: Platform = { name: "mips-24kc", ...mips };

/** What builds: Debian's own compiler and C library, inside the build root. */
export const buildMachine: Platform = {
  name: "x86_64-linux",
  system: "x86_64-linux",
  triple: "x86_64-linux-gnu",
  compilerFlags: [],
  kernelArch: "x86",
  runtimeArch: "x86_64",
  endian: "little",
  dynamicLinker: "ld-linux-x86-64.so.2",
  userEmulator: "qemu-x86_64",
};
