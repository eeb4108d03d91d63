/** What every emulated router has, whatever its processor: virtio devices, and a world around it that is not the real one. */
import { byDefault, defineModule, type Kconfig } from "../../src/index.ts";

/** The devices that QEMU gives a router (src/qemu/arguments.ts), and a random generator. */
export const virtioKernel: Kconfig = {
  VIRTIO_MENU: "y",
  VIRTIO_PCI: "y",
  VIRTIO_NET: "y",
  VIRTIO_BLK: "y",
  VIRTIO_CONSOLE: "y",
  HW_RANDOM: "y",
  HW_RANDOM_VIRTIO: "y",
};

export const emulated = defineModule({
  meta: import.meta,
  config: {
    boot: { rootDevice: byDefault("/dev/vda") },
    testConsole: { enable: true },
    secrets: { fromHost: true },
    // The emulated internet has the addresses that are nobody's in the real one.
    firewall: { documentationAddresses: byDefault(true) },
    gateway: { lan: { privateDomains: ["ntp.org", "test"] } },
    kernel: {
      config: {
        ...virtioKernel,
        // Links without a cable to try things with: `ip link add type dummy`.
        DUMMY: "y",
      },
    },
  },
});
