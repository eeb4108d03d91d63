import { defineConfiguration } from "liminix";
import qemu from "liminix/devices/qemu";
import { address } from "liminix/services/address";
import { bridge } from "liminix/services/bridge";
import { vlan } from "liminix/services/vlan";
import { networkBusybox } from "./tests/busybox.ts";
import { networkKernel } from "./tests/kernel.ts";
const shared = { kernel: { config: networkKernel }, busybox: networkBusybox };
const { lan: lanPort, wan: wanPort } = qemu.interfaces;
const home = bridge({ name: "home", members: [wanPort, lanPort, vlan({ interface: lanPort, id: 7 })] });
export const between = defineConfiguration({
  ...shared,
  services: { home, "home-address": address({ interface: home, address: "10.0.0.3/24" }) },
});
