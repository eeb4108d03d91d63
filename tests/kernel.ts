/**
 * One kernel and one busybox for the machines of all network tests. What each of them needs is brought by its services;
 * with everything asked for in all of them, they are built once.
 */
import type { Kconfig } from "liminix";

const links: Kconfig = {
  BRIDGE: "y",
  VLAN_8021Q: "y",
  VETH: "y",
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

/** Flash made of a disk, so that something can outlive a reboot. */
const flash: Kconfig = {
  JFFS2_FS: "y",
  MTD: "y",
  MTD_BLOCK: "y",
  MTD_BLOCK2MTD: "y",
};

/** For `kernel.config`. */
export const networkKernel: Kconfig = { ...links, ...routing, ...dialling, ...firewall, ...flash };
