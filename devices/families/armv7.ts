/** What a kernel for ARMv7 processors has, whatever the board: Cortex-A7, A9, A15. */
import { defineModule, type Kconfig } from "../../src/index.ts";

/** Each of these cores may be on the board; the kernel finds out which, and does what is right for it. */
const errata: Kconfig = {
  ARM_ERRATA_754322: "y",
  ARM_ERRATA_764369: "y",
  ARM_ERRATA_775420: "y",
  ARM_ERRATA_798181: "y",
};

export const armv7 = defineModule({
  meta: import.meta,
  config: {
    kernel: {
      config: {
        ...errata,
        MMU: "y",
        ARCH_MULTIPLATFORM: "y",
        ARCH_MULTI_V7: "y",
        AEABI: "y",
        ARM_THUMB: "y",
        VFP: "y",
        NEON: "y",
        SMP: "y",
        NR_CPUS: 4,
        HZ_100: "y",
        KERNEL_XZ: "y",
        // What nobody calls: musl has the instructions, and needs no page of code at an address that is known.
        KUSER_HELPERS: "n",
        CPU_SW_DOMAIN_PAN: "y",
        HARDEN_BRANCH_HISTORY: "y",
        HARDEN_BRANCH_PREDICTOR: "y",
      },
    },
  },
});
