/** The firewall: from a policy in words to what the kernel takes, and what it would do with a packet. */
export { rulesetBatch } from "./batch.ts";
export { checkPolicy } from "./policy/check.ts";
export { compilePolicy, tableName } from "./policy/compile.ts";
export { flowtable } from "./policy/forward.ts";
export type { Policy } from "./policy/policy.ts";
export { zoneSet } from "./policy/statements.ts";
export type { Ruleset } from "./ruleset.ts";
export { rulesetText } from "./text.ts";
