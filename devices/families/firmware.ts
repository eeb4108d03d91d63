/** The firmware of radios that several boards have; who makes the board says which. */
import { type Firmware, firmware, firmwareFolder } from "../../packages/firmware/package.ts";
import { wirelessRegdb } from "../../packages/wireless-regdb/package.ts";
import { defineModule, symlink, text } from "../../src/index.ts";

/** Qualcomm's QCA9887: 5 GHz, one stream. */
export const qca9887: Firmware = {
  from: "firmware-atheros",
  licence: "binary-redist-Qualcomm-Atheros",
  files: ["ath10k/QCA9887/hw1.0/board.bin", "ath10k/QCA9887/hw1.0/firmware-5.bin"],
};

/** Qualcomm's QCA988x: 5 GHz, three streams. */
export const qca988x: Firmware = {
  from: "firmware-atheros",
  licence: "binary-redist-Qualcomm-Atheros",
  files: ["ath10k/QCA988X/hw2.0/board.bin", "ath10k/QCA988X/hw2.0/firmware-5.bin"],
};

/** The radio for 2.4 GHz in MediaTek's MT7622. */
export const mt7622: Firmware = {
  from: "firmware-misc-nonfree",
  licence: "binary-redist-MediaTek",
  files: ["mediatek/mt7622_n9.bin", "mediatek/mt7622_rom_patch.bin"],
};

/** MediaTek's MT7915 and MT7905. */
export const mt7915: Firmware = {
  from: "firmware-misc-nonfree",
  licence: "binary-redist-MediaTek",
  files: ["mediatek/mt7915_rom_patch.bin", "mediatek/mt7915_wa.bin", "mediatek/mt7915_wm.bin"],
};

/** What a board's radios load, and the frequencies that they may use. */
export const radioFirmware = (all: readonly Firmware[]) =>
  defineModule({
    meta: import.meta,
    config: {
      filesystem: {
        lib: {
          firmware: symlink(text`${firmwareFolder([wirelessRegdb, ...all.map(firmware)])}/lib/firmware`),
        },
      },
    },
  });
