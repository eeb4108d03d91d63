/** Atheros' and Qualcomm's MIPS routers; so far those with a QCA953x. */
import { defineModule, file } from "../../src/index.ts";
import { routerKernel } from "./router-kernel.ts";
import { usb } from "./usb.ts";
import { wireless } from "./wireless.ts";

export const ath79 = defineModule({
  meta: import.meta,
  imports: [routerKernel, usb, wireless],
  config: {
    console: { device: "ttyS0" },
    kernel: {
      patches: [file(import.meta, "ath79/qca953x.patch"), file(import.meta, "ath79/qca953x-switch.patch")],
      config: {
        ATH79: "y",
        CPU_BIG_ENDIAN: "y",
        CPU_MIPS32_R2: "y",
        HZ_100: "y",
        MIPS_FP_SUPPORT: "n",
        // The boot loader passes neither a device tree nor anything sensible to say.
        MIPS_RAW_APPENDED_DTB: "y",
        MIPS_CMDLINE_FROM_DTB: "y",
        SERIAL_8250: "y",
        SERIAL_8250_CONSOLE: "y",
        SERIAL_8250_NR_UARTS: 1,
        SERIAL_8250_RUNTIME_UARTS: 1,
        SERIAL_OF_PLATFORM: "y",
        RESET_CONTROLLER: "y",
        PINCTRL: "y",
        PINCTRL_SINGLE: "y",
        GPIO_ATH79: "y",
        I2C: "y",
        I2C_GPIO: "m",
        MTD_SPI_NOR: "y",
        SPI: "y",
        SPI_ATH79: "y",
        SPI_MASTER: "y",
        SPI_MEM: "y",
        ATH79_WDT: "y",
        ETHERNET: "y",
        NET_VENDOR_ATHEROS: "y",
        AG71XX: "y",
        FIXED_PHY: "y",
        AT803X_PHY: "y",
        REGULATOR: "y",
        PHYLIB: "y",
        NET_DSA: "y",
        NET_DSA_AR9331: "y",
        PCI: "y",
        PCI_AR724X: "y",
        PCI_QUIRKS: "y",
        USB_EHCI_HCD: "y",
        USB_EHCI_HCD_PLATFORM: "y",
        PHY_ATH79_USB: "y",
        WLAN_VENDOR_ATH: "y",
        ATH9K: "m",
        ATH9K_AHB: "y",
        ATH10K: "m",
        ATH10K_PCI: "m",
      },
    },
  },
});
