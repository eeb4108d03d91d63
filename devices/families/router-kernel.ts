/**
 * What the kernel of every board has: all that the project's services ask for. A kernel takes minutes to build and a
 * configuration changes often, so boards of a family share one whatever runs on them.
 */
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

const firewall: Kconfig = {
  NETFILTER: "y",
  NETFILTER_ADVANCED: "y",
  NETFILTER_INGRESS: "y",
  NETFILTER_NETLINK: "y",
  NETFILTER_NETLINK_LOG: "y",
  NF_CONNTRACK: "y",
  NF_CONNTRACK_MARK: "y",
  NF_CT_NETLINK: "y",
  NF_FLOW_TABLE: "y",
  NF_FLOW_TABLE_INET: "y",
  NF_LOG_IPV4: "y",
  NF_LOG_IPV6: "y",
  NF_LOG_SYSLOG: "y",
  NF_NAT: "y",
  NF_TABLES: "y",
  NF_TABLES_INET: "y",
  NF_TABLES_IPV4: "y",
  NF_TABLES_IPV6: "y",
  NF_TABLES_NETDEV: "y",
  NFT_CONNLIMIT: "y",
  NFT_CT: "y",
  NFT_FIB: "y",
  NFT_FIB_INET: "y",
  NFT_FIB_IPV4: "y",
  NFT_FIB_IPV6: "y",
  NFT_FLOW_OFFLOAD: "y",
  NFT_LIMIT: "y",
  NFT_LOG: "y",
  NFT_MASQ: "y",
  NFT_NAT: "y",
  NFT_QUOTA: "y",
  NFT_REDIR: "y",
  NFT_REJECT: "y",
  NFT_REJECT_INET: "y",
  NFT_REJECT_IPV4: "y",
  NFT_REJECT_IPV6: "y",
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
