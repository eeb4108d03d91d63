import { deviceTree } from "../../packages/linux/device-tree.ts";
import {
  defineDevice,
  defineFlash,
  defineModule,
  ethernet,
  file,
  mips24kc,
  mtdBlock,
  radio,
} from "../../src/index.ts";
import { ath79 } from "../families/ath79.ts";
import { promptUsual, seriallyUsual } from "../families/console.ts";
import { qca9887, radioFirmware } from "../families/firmware.ts";
import { neverOnHardware } from "../families/never-on-hardware.ts";

const MIB = 1024 * 1024;

const flash = defineFlash({
  name: "spi0.0",
  sizeBytes: 16 * MIB,
  eraseBytes: 0x1_0000,
  partitions: {
    "u-boot": { from: 0, to: 0x4_0000, readOnly: true },
    "u-boot-env": { from: 0x4_0000, to: 0x5_0000, readOnly: true },
    // Addresses of the interfaces, and what the radios were measured to be.
    art: { from: 0x5_0000, to: 0x6_0000, readOnly: true },
    kernel: { from: 0x6_0000, to: 0x3e_0000 },
    rootfs: { from: 0x3e_0000, to: 0xf0_0000 },
    data: { from: 0xf0_0000, to: 0x100_0000 },
  },
});

export default defineDevice({
  name: "gl-ar750",
  title: "GL.iNet GL-AR750 (Creta)",
  platform: mips24kc,
  sheet: {
    soc: "QCA9531, 650 MHz MIPS 24Kc",
    memoryMb: 128,
    flash: "16 MB NOR",
    radios: ["2.4 GHz 802.11n (QCA9531)", "5 GHz 802.11ac (QCA9887)"],
  },
  support: neverOnHardware([
    "The switch: its driver is that of the AR9331 with the two settings in which this one is known to differ. If it is not, the sockets LAN1 and LAN2 are dead, or frames of one are taken for the other's.",
    "PCIe and the radio of the SoC: both drivers are mainline's, matched to the device tree by our patch.",
    "Whether the WAN socket works at 10 Mbit/s: nothing sets the register that the vendor's kernel sets for that speed.",
  ]),
  firmware: [qca9887],
  interfaces: { wan: ethernet("eth0"), lan: ethernet("lan", { ports: ["lan1", "lan2"] }) },
  radios: { wifi2: radio("phy0", { bands: ["2g"] }), wifi5: radio("phy1", { bands: ["5g"] }) },
  module: defineModule({
    meta: import.meta,
    imports: [ath79, radioFirmware([qca9887])],
    config: {
      boot: { rootDevice: mtdBlock(flash, "rootfs") },
    },
  }),
  board: {
    loader: {
      format: "legacy",
      architecture: "mips",
      compression: "lzma",
      loadAddress: 0x8006_0000,
      entryAddress: 0x8006_0000,
    },
    tree: deviceTree({
      source: file(import.meta, "gl-ar750.dts"),
      includes: [file(import.meta, "../families/ath79/qca9531.dtsi")],
    }),
    withoutDriver: {
      "qca,ar7240-ddr-controller":
        "the kernel finds it by the SoC (arch/mips/ath79/common.c); the node says to the interrupt controller which buffer to flush",
    },
    treeCells: 1,
    flash,
    installation: { kernel: "kernel", root: "rootfs", flashAddress: 0x9f00_0000 },
    memory: { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB },
    busAddress: 0,
    taken: [
      { name: "exception vectors", address: 0x8000_0000, sizeBytes: 0x6_0000 },
      { name: "U-Boot", address: 0x8700_0000, sizeBytes: 16 * MIB },
    ],
    most: { kernelBytes: 12 * MIB, imageBytes: 4 * MIB, rootBytes: 12 * MIB },
    addresses: { board: "192.168.8.251", server: "192.168.8.148" },
  },
  access: {
    serial: seriallyUsual,
    prompt: promptUsual,
    cable: "LAN1",
  },
  notes: [
    "WAN and LAN have the same MAC address, the one in the flash: never plug both into one network.",
    'The partition `data` is for what is to outlive a reboot: `services: { storage: storage({ device: "/dev/mtd5" }) }`. While an image is tried in memory, the memory is `/dev/mtd0` and `data` is `/dev/mtd6`.',
  ],
  defaultOutput: "mtdimage",
});
