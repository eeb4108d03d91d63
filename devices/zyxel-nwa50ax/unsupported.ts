import { defineUnsupported, mipsel24kc } from "../../src/index.ts";

export default defineUnsupported({
  name: "zyxel-nwa50ax",
  title: "Zyxel NWA50AX",
  platform: mipsel24kc,
  sheet: {
    soc: "MT7621, 880 MHz MIPS 1004Kc, two cores",
    memoryMb: 256,
    flash: "128 MB NAND",
    radios: ["2.4 GHz 802.11ax (MT7915)", "5 GHz 802.11ax (MT7915)"],
  },
  because: "Linux has no driver for its flash, which also holds what its radios were measured to be",
  reasons: [
    "Its NAND is behind the MT7621's own controller, for which no mainline kernel has a driver (900 to 1400 lines, hard to write without a board). It could be tried in memory, as one socket without radios: their calibration and the MAC addresses are in that flash.",
    "Its flash also has a table of bad blocks of the vendor's own (NMBM), which whoever writes to it must understand, or break the image that is there.",
  ],
});
