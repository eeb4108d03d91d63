import { firewall } from "../../packages/firewall/package.ts";
import {
  compilePolicy,
  flowtable,
  type Kconfig,
  knownInterface,
  longrun,
  outputFile,
  type Policy,
  type Service,
  sh,
  zoneSet,
} from "../../src/index.ts";
import { rulesetFile } from "./ruleset-file.ts";

/** What rules are made of. */
const kernel: Kconfig = {
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

const offloading: Kconfig = {
  NF_FLOW_TABLE: "y",
  NF_FLOW_TABLE_INET: "y",
  NFT_FLOW_OFFLOAD: "y",
};

/** Loads the ruleset of a policy, and keeps it when it stops: what was refused stays refused. */
export function firewallService(policy: Policy): Service {
  const members = Object.entries(policy.zones).flatMap(([zone, { interfaces }]) =>
    interfaces.map((one) => ({ zone, one })),
  );
  const followed = members.flatMap(({ zone, one }) =>
    typeof one === "string" || knownInterface(one) !== undefined
      ? []
      : ["follow", zoneSet(zone), outputFile(one)],
  );
  const devices = members.flatMap(({ one }) => knownInterface(one) ?? []);
  return longrun({
    description: "Who may talk to whom",
    run: sh`
      exec ${firewall}/bin/firewall ${rulesetFile(compilePolicy(policy))} ${followed} ${policy.flowOffload ? ["offload", flowtable, ...devices] : []}
    `,
    ready: { kind: "notification", fd: 3 },
    // The kernel keeps the rules, whatever becomes of who brought them.
    lasting: true,
    user: "firewall",
    // Outputs of services may be looked at by this group.
    groups: ["system"],
    capabilities: ["net_admin"],
    requires: {
      kernel: { ...kernel, ...(policy.flowOffload ? offloading : {}) },
      users: { firewall: { uid: 50, gid: 50 } },
    },
  });
}
