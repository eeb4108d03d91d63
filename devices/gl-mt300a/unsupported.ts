import { defineUnsupported, mipsel24kc } from "../../src/index.ts";

export default defineUnsupported({
  name: "gl-mt300a",
  title: "GL.iNet GL-MT300A",
  platform: mipsel24kc,
  sheet: {
    soc: "MT7620A, 580 MHz MIPS 24KEc",
    memoryMb: 128,
    flash: "16 MB NOR",
    radios: ["2.4 GHz 802.11n (MT7620A)"],
  },
  because: "Linux has no drivers for its flash and its Ethernet",
  reasons: [
    "Its flash is behind an SPI controller (`ralink,rt2880-spi`) that no mainline kernel has a driver for, so a kernel could not even read its root filesystem. The Ethernet controller with its switch has none either.",
    "What is missing: the SPI driver (200 to 400 lines), the Ethernet driver (600 to 1500), and a device tree match for `rt2800soc`, which later kernels have.",
  ],
});
