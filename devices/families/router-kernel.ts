/**
 * What the kernel of every board has: all that the project's services ask for. A kernel takes minutes to build and a
 * configuration changes often, so boards of a family share one whatever runs on them.
 */
import { offloadOptions, ruleOptions } from "../../modules/firewall/kernel.ts";
import { byDefault, defineModule, type Kconfig } from "../../src/index.ts";

const links: Kconfig = {
  BRIDGE: "y",
  VETH: "y",
  VLAN_8021Q: "y",
};

const routing: Kconfig = {
  IP_ADVANCED_ROUTER: "y",
  IP_MULTIPLE_TABLES: "y",
  IP_MULTICAST: "y",
  IPV6_MULTIPLE_TABLES: "y",
  IPV6_ROUTER_PREF: "y",
  IPV6_SUBTREES: "y",
  SYN_COOKIES: "y",
};

const dialling: Kconfig = {
  L2TP: "y",
  PPP: "y",
  PPP_ASYNC: "y",
  PPP_SYNC_TTY: "y",
  PPPOE: "y",
  PPPOL2TP: "y",
};

/** The project's own rules, and what others' commonly ask for. */
const firewall: Kconfig = {
  ...ruleOptions,
  ...offloadOptions,
  NETFILTER_NETLINK: "y",
  NETFILTER_NETLINK_LOG: "y",
  NF_CONNTRACK_MARK: "y",
  NF_CT_NETLINK: "y",
  NF_TABLES_NETDEV: "y",
  NFT_CONNLIMIT: "y",
  NFT_QUOTA: "y",
  NFT_REDIR: "y",
};

/** Flash with partitions from the device tree, JFFS2 on one of them, and memory as flash to try an image in. */
const flash: Kconfig = {
  JFFS2_FS: "y",
  MTD: "y",
  MTD_BLOCK: "y",
  MTD_OF_PARTS: "y",
  MTD_PHRAM: "y",
  NVMEM: "y",
};

/** Lights, buttons, the watchdog. */
const box: Kconfig = {
  GPIOLIB: "y",
  INPUT: "y",
  INPUT_EVDEV: "y",
  INPUT_KEYBOARD: "y",
  KEYBOARD_GPIO: "y",
  LEDS_CLASS: "y",
  LEDS_GPIO: "y",
  LEDS_TRIGGERS: "y",
  LEDS_TRIGGER_DEFAULT_ON: "y",
  LEDS_TRIGGER_NETDEV: "y",
  LEDS_TRIGGER_TIMER: "y",
  NEW_LEDS: "y",
  WATCHDOG: "y",
};

const all = { ...links, ...routing, ...dialling, ...firewall, ...flash, ...box };

export const routerKernel = defineModule({
  meta: import.meta,
  config: {
    kernel: {
      config: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, byDefault(value)])),
    },
  },
});
