/**
 * Marvell's Armada 38x: one or two ARMv7 cores. The kernel boots on QEMU's "virt" as well: so it is tried as it is
 * flashed.
 */
import { defineModule } from "../../src/index.ts";
import { armv7 } from "./armv7.ts";
import { routerKernel } from "./router-kernel.ts";
import { usb } from "./usb.ts";
import { virtKernel } from "./virt.ts";
import { wireless } from "./wireless.ts";

export const armada38x = defineModule({
  meta: import.meta,
  imports: [armv7, routerKernel, usb, wireless],
  config: {
    console: { device: "ttyS0" },
    kernel: {
      config: {
        ...virtKernel,
        ARCH_VIRT: "y",
        ARCH_MVEBU: "y",
        MACH_ARMADA_38X: "y",
        HIGHMEM: "y",
        SERIAL_8250: "y",
        SERIAL_8250_CONSOLE: "y",
        SERIAL_8250_DW: "y",
        SERIAL_OF_PLATFORM: "y",
        GPIO_MVEBU: "y",
        GPIO_PCA953X: "y",
        GPIO_PCA953X_IRQ: "y",
        I2C: "y",
        I2C_MUX: "y",
        I2C_MUX_PCA954x: "y",
        I2C_MV64XXX: "y",
        LEDS_CLASS_MULTICOLOR: "y",
        LEDS_TURRIS_OMNIA: "y",
        MTD_SPI_NOR: "y",
        SPI: "y",
        SPI_MASTER: "y",
        SPI_MEM: "y",
        SPI_ORION: "y",
        ORION_WATCHDOG: "y",
        RTC_CLASS: "y",
        RTC_DRV_ARMADA38X: "y",
        MMC: "y",
        MMC_BLOCK: "y",
        MMC_SDHCI: "y",
        MMC_SDHCI_PLTFM: "y",
        MMC_SDHCI_PXAV3: "y",
        MVEBU_MBUS: "y",
        THERMAL: "y",
        ARMADA_THERMAL: "y",
        ETHERNET: "y",
        NET_VENDOR_MARVELL: "y",
        MVMDIO: "y",
        MVNETA: "y",
        PHYLIB: "y",
        MARVELL_PHY: "y",
        SFP: "y",
        NET_DSA: "y",
        NET_DSA_MV88E6XXX: "y",
        PCI_MSI: "y",
        PCI_MVEBU: "y",
        PCI_QUIRKS: "y",
        USB_XHCI_HCD: "y",
        USB_XHCI_MVEBU: "y",
        USB_EHCI_HCD: "y",
        USB_EHCI_HCD_ORION: "y",
        ATA: "m",
        SATA_AHCI_PLATFORM: "m",
        AHCI_MVEBU: "m",
        PHY_MVEBU_A38X_COMPHY: "y",
        WLAN_VENDOR_ATH: "y",
        ATH9K: "m",
        ATH9K_PCI: "y",
        ATH10K: "m",
        ATH10K_PCI: "m",
      },
    },
  },
});
