import { deviceTree } from "../../packages/linux/device-tree.ts";
import {
  defineDevice,
  defineFlash,
  defineModule,
  ethernet,
  file,
  mipsel24kc,
  mtdBlock,
  radio,
} from "../../src/index.ts";
import { promptUsual, seriallyUsual } from "../families/console.ts";
import { mt7915, radioFirmware } from "../families/firmware.ts";
import { mt7621 } from "../families/mt7621.ts";
import { neverOnHardware } from "../families/never-on-hardware.ts";

const MIB = 1024 * 1024;

const flash = defineFlash({
  name: "spi0.0",
  sizeBytes: 16 * MIB,
  eraseBytes: 0x1_0000,
  partitions: {
    "u-boot": { from: 0, to: 0x4_0000, readOnly: true },
    kernel: { from: 0x4_0000, to: 0x40_0000 },
    rootfs: { from: 0x40_0000, to: 0xea_0000 },
    data: { from: 0xea_0000, to: 0xfa_0000 },
    // Addresses of the interfaces.
    config: { from: 0xfa_0000, to: 0xfb_0000, readOnly: true },
    tplink: { from: 0xfb_0000, to: 0xff_0000, readOnly: true },
    // What the radios were measured to be.
    radio: { from: 0xff_0000, to: 0x100_0000, readOnly: true },
  },
});

export default defineDevice({
  name: "tp-archer-ax23",
  title: "TP-Link Archer AX23 v1",
  platform: mipsel24kc,
  sheet: {
    soc: "MT7621, 880 MHz MIPS 1004Kc, two cores",
    memoryMb: 128,
    flash: "16 MB NOR",
    radios: ["2.4 GHz 802.11ax (MT7905)", "5 GHz 802.11ax (MT7905)"],
  },
  support: neverOnHardware([
    "Trying it in memory and writing it by U-Boot: the vendor's U-Boot is old, and others have reported that its `bootm` does not start what was fetched.",
    "The web page of the vendor's system takes images in a wrapper of its own, which is not made here.",
    "The reset line of PCIe: the SoC's usual pin is taken for it.",
  ]),
  firmware: [mt7915],
  interfaces: {
    wan: ethernet("wan"),
    lan: ethernet("lan", { ports: ["lan1", "lan2", "lan3", "lan4"] }),
  },
  radios: { wifi2: radio("phy0", { bands: ["2g"] }), wifi5: radio("phy1", { bands: ["5g"] }) },
  module: defineModule({
    meta: import.meta,
    imports: [mt7621, radioFirmware([mt7915])],
    config: { boot: { rootDevice: mtdBlock(flash, "rootfs") } },
  }),
  board: {
    loader: {
      format: "legacy",
      architecture: "mips",
      compression: "lzma",
      loadAddress: 0x8000_1000,
      entryAddress: 0x8000_1000,
    },
    tree: deviceTree({ source: file(import.meta, "tp-archer-ax23.dts") }),
    withoutDriver: { "mti,mips-cdmm": "a bus with nothing on it" },
    treeCells: 1,
    flash,
    installation: { kernel: "kernel", root: "rootfs", flashAddress: 0xbc00_0000 },
    memory: { name: "memory", address: 0x8000_0000, sizeBytes: 128 * MIB },
    busAddress: 0,
    taken: [
      { name: "exception vectors", address: 0x8000_0000, sizeBytes: 0x1000 },
      { name: "U-Boot", address: 0x8700_0000, sizeBytes: 16 * MIB },
    ],
    most: { kernelBytes: 16 * MIB - 0x1000, imageBytes: 4 * MIB, rootBytes: 12 * MIB },
    addresses: { board: "192.168.8.251", server: "192.168.8.148" },
  },
  access: { serial: seriallyUsual, prompt: promptUsual, cable: "a LAN socket" },
  notes: [
    'The partition `data` is for what is to outlive a reboot: `services: { storage: storage({ device: "/dev/mtd3" }) }`. While an image is tried in memory, the memory is `/dev/mtd0` and `data` is `/dev/mtd4`.',
  ],
  defaultOutput: "mtdimage",
});
