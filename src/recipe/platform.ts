/** What a program runs on: the words that the compiler, the kernel and the emulator have for it. */
export interface Platform {
  readonly name: string;
  /** Nix's word for machines that run its builds; only of use for a platform that builds. */
  readonly system: string;
  /** LLVM's target triple. */
  readonly triple: string;
  /** Flags that pick the instruction set and the calling convention, for every compile and link. */
  readonly compilerFlags: readonly string[];
  /** For every link besides, in the compiler's words. */
  readonly linkerFlags: readonly string[];
  /** `ARCH=` of the kernel's makefiles. */
  readonly kernelArch: string;
  /** The kernel as emulators and boot loaders start it: the ELF file itself, or what the makefiles put in `boot`. */
  readonly kernelImage: "vmlinux" | "zImage" | "Image";
  /** clang's word for the architecture in the names of compiler-rt's files. */
  readonly runtimeArch: string;
  /** compiler-rt's folder of what is written for the architecture; there is none for MIPS. */
  readonly runtimeFolder: string;
  readonly endian: "big" | "little";
  /** musl's name for its dynamic linker, below /lib. */
  readonly dynamicLinker: string;
  /** The qemu-user program that runs its binaries on the build machine. */
  readonly userEmulator: string;
}

const mips = {
  // Routers' 24Kc cores have no floating point unit; QEMU's Malta runs the same code.
  compilerFlags: ["-march=mips32r2", "-msoft-float"],
  linkerFlags: [],
  kernelArch: "mips",
  kernelImage: "vmlinux",
} as const;

/** MIPS32r2 without floating point, big-endian: Atheros' routers, and QEMU's Malta. */
export const mips24kc: Platform = {
  ...mips,
  name: "mips-24kc",
  system: "mips-linux",
  triple: "mips-linux-musl",
  runtimeArch: "mips",
  runtimeFolder: "mips",
  endian: "big",
  dynamicLinker: "ld-musl-mips-sf.so.1",
  userEmulator: "qemu-mips",
};

/** The same, little-endian: MediaTek's and Ralink's routers; their 1004Kc and 74Kc cores run 24Kc's code. */
export const mipsel24kc: Platform = {
  ...mips,
  name: "mipsel-24kc",
  system: "mipsel-linux",
  triple: "mipsel-linux-musl",
  runtimeArch: "mipsel",
  runtimeFolder: "mipsel",
  endian: "little",
  dynamicLinker: "ld-musl-mipsel-sf.so.1",
  userEmulator: "qemu-mipsel",
};

/** ARMv7-A with the floating point that Cortex-A7, A9 and A15 have in common; numbers are passed in its registers. */
export const armv7l: Platform = {
  name: "armv7l",
  system: "armv7l-linux",
  triple: "armv7l-linux-musleabihf",
  compilerFlags: ["-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard"],
  linkerFlags: [],
  kernelArch: "arm",
  kernelImage: "zImage",
  runtimeArch: "armhf",
  runtimeFolder: "arm",
  endian: "little",
  dynamicLinker: "ld-musl-armhf.so.1",
  userEmulator: "qemu-arm",
};

/** ARMv8-A, for Cortex-A53 and A72. */
export const aarch64: Platform = {
  name: "aarch64",
  system: "aarch64-linux",
  triple: "aarch64-linux-musl",
  // The newer atomic instructions came after both cores: no calls that would look for them. What else there is keeps
  // clear of errata 835769 and 843419 of early Cortex-A53.
  compilerFlags: ["-march=armv8-a", "-mno-outline-atomics", "-mfix-cortex-a53-835769"],
  linkerFlags: ["-Wl,--fix-cortex-a53-843419"],
  kernelArch: "arm64",
  kernelImage: "Image",
  runtimeArch: "aarch64",
  runtimeFolder: "aarch64",
  endian: "little",
  dynamicLinker: "ld-musl-aarch64.so.1",
  userEmulator: "qemu-aarch64",
};

/** What builds: Debian's own compiler and C library, inside the build root. */
export const buildMachine: Platform = {
  name: "x86_64-linux",
  system: "x86_64-linux",
  triple: "x86_64-linux-gnu",
  compilerFlags: [],
  linkerFlags: [],
  kernelArch: "x86",
  kernelImage: "vmlinux",
  runtimeArch: "x86_64",
  runtimeFolder: "x86_64",
  endian: "little",
  dynamicLinker: "ld-linux-x86-64.so.2",
  userEmulator: "qemu-x86_64",
};
