/** What the kernel must have for the rules that are written here. */
import type { Kconfig } from "../../src/index.ts";

/** What rules are made of. */
export const ruleOptions: Kconfig = {
  NETFILTER: "y",
  NETFILTER_ADVANCED: "y",
  NETFILTER_INGRESS: "y",
  NF_CONNTRACK: "y",
  NF_LOG_IPV4: "y",
  NF_LOG_IPV6: "y",
  NF_LOG_SYSLOG: "y",
  NF_NAT: "y",
  NF_TABLES: "y",
  NF_TABLES_INET: "y",
  NF_TABLES_IPV4: "y",
  NF_TABLES_IPV6: "y",
  NFT_CT: "y",
  NFT_FIB: "y",
  NFT_FIB_INET: "y",
  NFT_FIB_IPV4: "y",
  NFT_FIB_IPV6: "y",
  NFT_LIMIT: "y",
  NFT_LOG: "y",
  NFT_MASQ: "y",
  NFT_NAT: "y",
  NFT_REJECT: "y",
  NFT_REJECT_INET: "y",
  NFT_REJECT_IPV4: "y",
  NFT_REJECT_IPV6: "y",
};

/** What flows are handed on by, past the rules. */
export const offloadOptions: Kconfig = {
  NF_FLOW_TABLE: "y",
  NF_FLOW_TABLE_INET: "y",
  NFT_FLOW_OFFLOAD: "y",
};
