/** QEMU's Malta board with virtio devices: the emulated router. */
import { byDefault, defineModule, file } from "../../src/index.ts";

export const malta = defineModule({
  meta: import.meta,
  config: {
    boot: { rootDevice: "/dev/vda" },
    console: { device: "ttyS0" },
    testConsole: { enable: true },
    secrets: { fromHost: true },
    // The emulated internet has the addresses that are nobody's in the real one.
    firewall: { documentationAddresses: byDefault(true) },
    gateway: { lan: { privateDomains: ["ntp.org", "test"] } },
    kernel: {
      patches: [file(import.meta, "malta-clock.patch")],
      config: {
        MIPS_MALTA: "y",
        CPU_MIPS32_R2: "y",
        // User space is built without floating point, as routers' processors are.
        MIPS_FP_SUPPORT: "n",
        HZ_100: "y",
        PCI: "y",
        PCI_QUIRKS: "y",
        SERIAL_8250: "y",
        SERIAL_8250_CONSOLE: "y",
        SERIAL_8250_NR_UARTS: 2,
        SERIAL_8250_RUNTIME_UARTS: 2,
        // Powering off ends QEMU by the PIIX4's own register, and a reset by the board's "softres".
        POWER_RESET: "y",
        POWER_RESET_PIIX4_POWEROFF: "y",
        POWER_RESET_SYSCON: "y",
        MFD_SYSCON: "y",
        VIRTIO_MENU: "y",
        VIRTIO_PCI: "y",
        VIRTIO_NET: "y",
        VIRTIO_BLK: "y",
        VIRTIO_CONSOLE: "y",
        // Links without a cable to try things with: `ip link add type dummy`.
        DUMMY: "y",
        HW_RANDOM: "y",
        HW_RANDOM_VIRTIO: "y",
      },
    },
  },
});
