import { deviceTree } from "../../packages/linux/device-tree.ts";
import { aarch64, defineDevice, defineFlash, defineModule, ethernet, file, radio } from "../../src/index.ts";
import { promptUsual, seriallyUsual } from "../families/console.ts";
import { mt7622 as mt7622Radio, mt7915, radioFirmware } from "../families/firmware.ts";
import { mt7622 } from "../families/mt7622.ts";
import { mt7622Board } from "../families/mt7622-board.ts";
import { bootsOnVirt, neverOnHardware } from "../families/never-on-hardware.ts";

const MIB = 1024 * 1024;

export default defineDevice({
  name: "belkin-rt3200",
  title: "Belkin RT3200, Linksys E8450",
  platform: aarch64,
  sheet: {
    soc: "MT7622BV, 1350 MHz ARM Cortex-A53, two cores",
    memoryMb: 512,
    flash: "128 MB SPI NAND",
    radios: ["2.4 GHz 802.11n (MT7622)", "5 GHz 802.11ax (MT7915)"],
  },
  support: neverOnHardware(
    [
      "Writing it to the flash: an image for UBI is not made yet, so it is tried in memory alone.",
      "The flash as other installers leave it: this is for the layout bl2, fip, factory, ubi, in which `factory` is a partition.",
    ],
    { also: [bootsOnVirt] },
  ),
  firmware: [mt7622Radio, mt7915],
  interfaces: {
    wan: ethernet("wan"),
    lan: ethernet("lan", { ports: ["lan1", "lan2", "lan3", "lan4"] }),
  },
  radios: { wifi2: radio("phy0", { bands: ["2g"] }), wifi5: radio("phy1", { bands: ["5g"] }) },
  module: defineModule({
    meta: import.meta,
    imports: [mt7622, radioFirmware([mt7622Radio, mt7915])],
    // Of the memory that it was fetched to: there is no other root filesystem yet.
    config: { boot: { rootDevice: "/dev/mtdblock0" } },
  }),
  board: {
    ...mt7622Board(512 * MIB),
    tree: deviceTree({ source: file(import.meta, "belkin-rt3200.dts") }),
    flash: defineFlash({
      name: "spi-nand0",
      sizeBytes: 128 * MIB,
      eraseBytes: 0x2_0000,
      partitions: {
        bl2: { from: 0, to: 0x8_0000, readOnly: true },
        fip: { from: 0x8_0000, to: 0x1c_0000, readOnly: true },
        // Addresses of the interfaces, and what the radios were measured to be.
        factory: { from: 0x1c_0000, to: 0x2c_0000, readOnly: true },
        ubi: { from: 0x30_0000, to: 0x800_0000 },
      },
    }),
  },
  access: { serial: seriallyUsual, prompt: promptUsual, cable: "a LAN socket" },
  defaultOutput: "tftpboot",
});
