import { defineUnsupported, mipsel24kc } from "../../src/index.ts";

export default defineUnsupported({
  name: "gl-mt300n-v2",
  title: "GL.iNet GL-MT300N-V2 (Mango)",
  platform: mipsel24kc,
  sheet: {
    soc: "MT7628AN, 580 MHz MIPS 24KEc",
    memoryMb: 128,
    flash: "16 MB NOR",
    radios: ["2.4 GHz 802.11n (MT7628AN)"],
  },
  because: "its WAN and LAN sockets would be one network",
  reasons: [
    "The two sockets are a switch inside of the SoC, and neither Linux 6.1 nor any later one has a driver for it. Until something sets it up it joins all its sockets: whatever is plugged into WAN is in the house's network, before any firewall. An image that boots would look like a router and be none.",
    "What is missing is a driver that sets that switch to two VLANs when the kernel starts, some two hundred lines. Flash, USB, lights, buttons and the Ethernet behind the switch have drivers in 6.1.",
    "The firmware of its radio, `mt7628_e1.bin` and `mt7628_e2.bin`, is in no Debian package: whoever has it would have to bring it along.",
  ],
});
