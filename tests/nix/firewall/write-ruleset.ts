/**
 * Writes the ruleset of a configuration, as a batch and as nft's text: `node write-ruleset.ts CONFIGURATION PLACE`. Ends with 3 if it has
 * no firewall. A process of its own, for configurations of users find "liminix" by hooks that the tests' runner does not have.
 */
import { writeFileSync } from "node:fs";
import { rulesetBatch } from "../../../src/firewall/batch.ts";
import { compilePolicy } from "../../../src/firewall/policy/compile.ts";
import { rulesetText } from "../../../src/firewall/text.ts";
import { evaluate, load } from "../../../src/pipeline.ts";

const [, , configuration = "", place = ""] = process.argv;
const { firewall } = evaluate(await load(configuration));
if (!firewall.enable) process.exitCode = 3;
else {
  const ruleset = compilePolicy(firewall);
  writeFileSync(`${place}.batch`, rulesetBatch(ruleset, { littleEndian: true }));
  writeFileSync(`${place}.nft`, rulesetText(ruleset));
}
