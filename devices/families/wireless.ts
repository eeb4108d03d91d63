/** What every radio's driver needs of the kernel. The drivers are modules, and so are loaded once their firmware can be read. */
import { defineModule, file } from "../../src/index.ts";

export const wireless = defineModule({
  meta: import.meta,
  config: {
    kernel: {
      patches: [file(import.meta, "wireless/certificates.patch")],
      config: {
        CFG80211: "m",
        CRYPTO: "y",
        CRYPTO_AES: "m",
        CRYPTO_CCM: "m",
        CRYPTO_CMAC: "m",
        CRYPTO_GCM: "m",
        FW_LOADER: "y",
        MAC80211: "m",
        MAC80211_LEDS: "y",
        // Who chooses the rate for drivers that leave it open; EXPERT makes it an option.
        MAC80211_RC_MINSTREL: "y",
        WIRELESS: "y",
        WLAN: "y",
      },
    },
  },
});
