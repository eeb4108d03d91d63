import { deviceTree } from "../../packages/linux/device-tree.ts";
import { armv7l, defineDevice, defineModule, ethernet, radio } from "../../src/index.ts";
import { armada38x } from "../families/armada38x.ts";
import { promptUsual } from "../families/console.ts";
import { qca988x, radioFirmware } from "../families/firmware.ts";
import { bootsOnVirt, neverOnHardware } from "../families/never-on-hardware.ts";

const MIB = 1024 * 1024;

export default defineDevice({
  name: "turris-omnia",
  title: "Turris Omnia",
  platform: armv7l,
  sheet: {
    soc: "Armada 385, 1600 MHz ARM Cortex-A9, two cores",
    memoryMb: 1024,
    flash: "8 GB eMMC; 8 MB NOR for U-Boot",
    radios: ["2.4 GHz 802.11n (AR9287)", "5 GHz 802.11ac (QCA988x)"],
  },
  support: neverOnHardware(
    [
      "Writing it to the eMMC: an image for it is not made yet, so it is tried in memory alone, and what is on the eMMC stays.",
      "The SFP cage: the socket WAN is the copper one.",
    ],
    { also: [bootsOnVirt] },
  ),
  firmware: [qca988x],
  interfaces: {
    wan: ethernet("eth2"),
    lan: ethernet("lan", { ports: ["lan0", "lan1", "lan2", "lan3", "lan4"] }),
  },
  radios: { wifi5: radio("phy0", { bands: ["5g"] }), wifi2: radio("phy1", { bands: ["2g"] }) },
  module: defineModule({
    meta: import.meta,
    imports: [armada38x, radioFirmware([qca988x])],
    // Of the memory that it was fetched to: there is no other root filesystem yet.
    config: { boot: { rootDevice: "/dev/mtdblock0", commandLine: ["pcie_aspm=off"] } },
  }),
  board: {
    loader: {
      format: "zimage",
      architecture: "arm",
      loadAddress: 0x8000,
      entryAddress: 0x8000,
    },
    tree: deviceTree({ kernel: "arm/armada-385-turris-omnia.dts" }),
    withoutDriver: {
      "arm,cortex-a9-pmu": "nobody counts its events",
      "atmel,24c64": "what the factory wrote down, which U-Boot has read",
      "atmel,atsha204a": "keys for the vendor's own services",
      "linux,spdif-dit": "no sound",
      "marvell,armada-380-audio": "no sound",
      "marvell,armada-380-mpcore-soc-ctrl":
        "idle states look it up by themselves (arch/arm/mach-mvebu/pmsu.c)",
      "marvell,armada-380-neta-bm": "the Ethernet driver has buffers of its own without it",
      "marvell,armada-380-xor": "copies of memory, which the processor makes",
      "marvell,armada-38x-crypto": "ciphers, which the processor makes",
      "marvell,armada-xp-sdram-controller": "only for suspending to memory",
      "marvell,mbus-controller": "the driver of the bus finds it by a reference (drivers/bus/mvebu-mbus.c)",
      "mmio-sram": "memory of the two above that have no driver",
      "simple-audio-card": "no sound",
    },
    withoutButtons:
      "the one in front dims the lights; the board's second processor has it, and it makes no events",
    treeCells: 1,
    memory: { name: "memory", address: 0, sizeBytes: 1024 * MIB },
    busAddress: 0,
    taken: [
      { name: "page tables", address: 0, sizeBytes: 0x8000 },
      { name: "U-Boot", address: 0x3e00_0000, sizeBytes: 32 * MIB },
    ],
    most: { kernelBytes: 24 * MIB - 0x8000, imageBytes: 8 * MIB, rootBytes: 32 * MIB },
    addresses: { board: "192.168.8.251", server: "192.168.8.148" },
  },
  access: {
    serial:
      "Pins on the board, at 115200 bits a second, 8N1, at the processor's 3.3 V: the cable's power is left alone.",
    prompt: promptUsual,
    cable: "the socket WAN",
  },
  defaultOutput: "tftpboot",
});
