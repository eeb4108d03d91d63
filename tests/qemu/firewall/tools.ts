/** Programs and rulesets for tests of the loader, in /root of the router. */
import { computed, defineModule, symlink, text } from "liminix";
import { firewall } from "liminix/packages/firewall";
import { rulesetFile } from "../../../modules/firewall/ruleset-file.ts";
import { program } from "../../../packages/limjs/program.ts";
import { compilePolicy } from "../../../src/firewall/policy/compile.ts";
import { house, rule } from "../../../src/firewall/policy/example-in-tests.ts";
import type { Ruleset } from "../../../src/firewall/ruleset.ts";

const check = (name: string) => program({ name, main: `runtime/checks/firewall/${name}.ts` });

/** A rule of it jumps to where nothing is. */
export const broken: Ruleset = {
  kind: "ruleset",
  tables: [
    {
      name: "firewall",
      sets: [],
      maps: [],
      flowtables: [],
      chains: [
        {
          name: "input",
          base: { type: "filter", hook: "input", priority: 0, policy: "accept" },
          rules: [
            { statements: [{ kind: "verdict", verdict: "accept" }] },
            { statements: [{ kind: "verdict", verdict: { jump: "nowhere" } }], comment: "the odd one" },
          ],
        },
      ],
    },
  ],
};

/** Nothing is asked of any packet. */
const empty: Ruleset = {
  kind: "ruleset",
  tables: [{ name: "firewall", sets: [], maps: [], flowtables: [], chains: [] }],
};

/** As the kernel takes it, of a house with a thousand exceptions. */
export const thousand: Ruleset = compilePolicy({
  ...house,
  rules: Array.from({ length: 1000 }, (_, index) =>
    rule({
      from: "lan",
      to: "wan",
      proto: "tcp",
      ports: [{ first: 1000 + index, last: 1000 + index }],
      action: "drop",
      reason: `exception ${index}`,
    }),
  ),
});

const linkTo = (target: Parameters<typeof text>[1]) => symlink(text`${target}`);

export const tools = defineModule({
  meta: import.meta,
  config: {
    filesystem: computed(() => ({
      root: {
        "load-ruleset": symlink(text`${check("load")}/bin/load`),
        latency: symlink(text`${check("latency")}/bin/latency`),
        offloaded: symlink(text`${check("offloaded")}/bin/offloaded`),
        firewall: symlink(text`${firewall}/bin/firewall`),
        broken: linkTo(rulesetFile(broken)),
        plain: linkTo(rulesetFile(compilePolicy(house))),
        thousand: linkTo(rulesetFile(thousand)),
        empty: linkTo(rulesetFile(empty)),
        offloading: linkTo(rulesetFile(compilePolicy({ ...house, flowOffload: true }))),
      },
    })),
  },
});
