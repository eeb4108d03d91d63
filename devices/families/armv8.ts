/** What a kernel for ARMv8 processors has, whatever the board: Cortex-A53 and A72. */
import { defineModule, type Kconfig } from "../../src/index.ts";

/** The kernel looks which core it runs on, and which of these it has. */
const errata: Kconfig = {
  ARM64_ERRATUM_1319367: "y",
  ARM64_ERRATUM_819472: "y",
  ARM64_ERRATUM_824069: "y",
  ARM64_ERRATUM_826319: "y",
  ARM64_ERRATUM_827319: "y",
  ARM64_ERRATUM_843419: "y",
};

export const armv8 = defineModule({
  meta: import.meta,
  config: {
    kernel: {
      config: {
        ...errata,
        // Times have 64 bits here, and always had.
        COMPAT_32BIT_TIME: "n",
        ARM64_4K_PAGES: "y",
        ARM64_VA_BITS_39: "y",
        NR_CPUS: 4,
        HZ_100: "y",
        RANDOMIZE_BASE: "y",
        ARM64_SW_TTBR0_PAN: "y",
        MITIGATE_SPECTRE_BRANCH_HISTORY: "y",
        UNMAP_KERNEL_AT_EL0: "y",
      },
    },
  },
});
