/** Storage in a USB socket; host controllers are the SoC's. */
import { defineModule } from "../../src/index.ts";

export const usb = defineModule({
  meta: import.meta,
  config: {
    kernel: {
      config: {
        BLK_DEV_SD: "m",
        EXT4_FS: "m",
        SCSI: "m",
        USB: "y",
        USB_STORAGE: "m",
        USB_SUPPORT: "y",
      },
    },
  },
});
