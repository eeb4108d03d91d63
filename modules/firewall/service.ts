import { firewall } from "../../packages/firewall/package.ts";
import {
  compilePolicy,
  flowtable,
  knownInterface,
  longrun,
  outputFile,
  type Policy,
  type Service,
  sh,
  zoneSet,
} from "../../src/index.ts";
import { offloadOptions, ruleOptions } from "./kernel.ts";
import { rulesetFile } from "./ruleset-file.ts";

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
      kernel: { ...ruleOptions, ...(policy.flowOffload ? offloadOptions : {}) },
      users: { firewall: { uid: 50, gid: 50 } },
    },
  });
}
