import { deviceTree } from "../../packages/linux/device-tree.ts";
import { aarch64, defineDevice, defineModule, ethernet, radio } from "../../src/index.ts";
import { mt7622 as mt7622Radio, radioFirmware } from "../families/firmware.ts";
import { mt7622 } from "../families/mt7622.ts";
import { mt7622Board } from "../families/mt7622-board.ts";
import { bootsOnVirt, neverOnHardware } from "../families/never-on-hardware.ts";

const MIB = 1024 * 1024;

export default defineDevice({
  name: "bananapi-r64",
  title: "Banana Pi BPI-R64",
  platform: aarch64,
  sheet: {
    soc: "MT7622, 1350 MHz ARM Cortex-A53, two cores",
    memoryMb: 1024,
    flash: "8 GB eMMC, SD card",
    radios: ["2.4 GHz 802.11n (MT7622)"],
  },
  support: neverOnHardware(
    [
      "Its boot loader, TF-A and U-Boot, is not made here and must be on the card already.",
      "Writing it to card or eMMC: an image for them is not made yet, so it is tried in memory alone.",
      "Calibration of the radio: the board has none but what is on the chip.",
    ],
    { also: [bootsOnVirt] },
  ),
  firmware: [mt7622Radio],
  interfaces: {
    wan: ethernet("wan"),
    lan: ethernet("lan", { ports: ["lan0", "lan1", "lan2", "lan3"] }),
  },
  radios: { wifi2: radio("phy0", { bands: ["2g"] }) },
  module: defineModule({
    meta: import.meta,
    imports: [mt7622, radioFirmware([mt7622Radio])],
    // Of the memory that it was fetched to: there is no other root filesystem yet.
    config: { boot: { rootDevice: "/dev/mtdblock0" } },
  }),
  board: {
    ...mt7622Board(1024 * MIB),
    tree: deviceTree({ kernel: "arm64/mediatek/mt7622-bananapi-bpi-r64.dts" }),
  },
  access: {
    serial:
      "Pins on the board's edge, at 115200 bits a second, 8N1, at the processor's 3.3 V: the cable's power is left alone.",
    prompt: "U-Boot shows a menu, or waits for a key for some seconds after power is on.",
    cable: "the socket that U-Boot uses, mostly WAN,",
  },
  defaultOutput: "tftpboot",
});
