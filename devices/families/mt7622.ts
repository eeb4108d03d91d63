/**
 * MediaTek's MT7622: two ARMv8 cores, five sockets behind a switch, one radio inside and others on PCIe. The kernel boots
 * on QEMU's "virt" as well: so it is tried as it is flashed.
 */
import { defineModule } from "../../src/index.ts";
import { armv8 } from "./armv8.ts";
import { routerKernel } from "./router-kernel.ts";
import { usb } from "./usb.ts";
import { virtKernel } from "./virt.ts";
import { wireless } from "./wireless.ts";

/** What the SoC has and a router does without. */
export const mt7622WithoutDriver = {
  "arm,cci-400": "the firmware has set up what keeps the caches the same",
  "arm,cci-400-ctrl-if": "as above",
  "arm,cci-400-pmu,r1": "nobody counts its events",
  "arm,cortex-a53-pmu": "nobody counts its events",
  "mediatek,mt7622-audio": "no sound",
  "mediatek,mt7622-auxadc": "the thermal driver reads it by itself (drivers/thermal/mtk_thermal.c)",
  "mediatek,mt7622-bluetooth": "no Bluetooth",
  "mediatek,mt7622-cir": "no remote control",
  "mediatek,mt7622-hifsys": "no kernel has one; the clocks behind it have theirs",
  "mediatek,mt7622-hsdma": "copies of memory, which the processor makes",
  "mediatek,mt7622-rtc": "no battery keeps its time; the router asks the net",
  "mediatek,mt7622-spi": "pins of the header, with nothing on them",
};

export const mt7622 = defineModule({
  meta: import.meta,
  imports: [armv8, routerKernel, usb, wireless],
  config: {
    console: { device: "ttyS0" },
    kernel: {
      config: {
        ...virtKernel,
        ARCH_MEDIATEK: "y",
        SERIAL_8250: "y",
        SERIAL_8250_CONSOLE: "y",
        SERIAL_8250_MT6577: "y",
        SERIAL_OF_PLATFORM: "y",
        COMMON_CLK_MT7622: "y",
        COMMON_CLK_MT7622_ETHSYS: "y",
        COMMON_CLK_MT7622_HIFSYS: "y",
        RESET_CONTROLLER: "y",
        PINCTRL: "y",
        PINCTRL_MT7622: "y",
        MTK_PMIC_WRAP: "y",
        MTK_SCPSYS: "y",
        MTK_INFRACFG: "y",
        REGULATOR: "y",
        REGULATOR_FIXED_VOLTAGE: "y",
        REGULATOR_MT6380: "y",
        // The boot loader leaves the watchdog running.
        MEDIATEK_WATCHDOG: "y",
        CPU_FREQ: "y",
        ARM_MEDIATEK_CPUFREQ: "y",
        THERMAL: "y",
        THERMAL_OF: "y",
        MTK_THERMAL: "y",
        NVMEM_MTK_EFUSE: "y",
        HW_RANDOM_MTK: "y",
        I2C: "y",
        I2C_MT65XX: "m",
        PWM: "y",
        PWM_MEDIATEK: "m",
        SPI: "y",
        SPI_MASTER: "y",
        SPI_MEM: "y",
        SPI_MTK_SNFI: "y",
        MTD_NAND_ECC_MEDIATEK: "y",
        MTD_SPI_NAND: "y",
        MMC: "y",
        MMC_BLOCK: "y",
        MMC_MTK: "y",
        ETHERNET: "y",
        NET_VENDOR_MEDIATEK: "y",
        NET_MEDIATEK_SOC: "y",
        PHYLIB: "y",
        MEDIATEK_GE_PHY: "y",
        NET_DSA: "y",
        NET_DSA_MT7530: "y",
        PCI_MSI: "y",
        PCI_QUIRKS: "y",
        PCIE_MEDIATEK: "y",
        PHY_MTK_TPHY: "y",
        USB_XHCI_HCD: "y",
        USB_XHCI_MTK: "y",
        WLAN_VENDOR_MEDIATEK: "y",
        MT7615E: "m",
        MT7622_WMAC: "y",
        MT7915E: "m",
      },
    },
  },
});
