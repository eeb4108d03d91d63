import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Chain, Rule } from "../ruleset.ts";
import { compilePolicy } from "./compile.ts";
import { policies } from "./policy.arbitrary.ts";

/** Whether no packet gets past it. */
const takesAll = ({ statements }: Rule): boolean => {
  const [end, ...others] = statements.toReversed();
  const refuses = end?.kind === "reject" || (end?.kind === "verdict" && end.verdict === "drop");
  return refuses && others.every(({ kind }) => kind === "counter");
};

/** The chains that it may send packets to for good. */
const leadsTo = ({ rules }: Chain): readonly string[] =>
  rules.flatMap(({ statements }) =>
    statements.flatMap((one) =>
      one.kind === "verdict" && typeof one.verdict === "object" && "goto" in one.verdict
        ? [one.verdict.goto]
        : [],
    ),
  );

test("whatever comes to the router or goes through it comes to a rule that lets it or refuses it, in any policy", () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const chains = compilePolicy(policy).tables.flatMap((table) => table.chains);
      for (const hook of ["input", "forward"]) {
        const base = chains.find((chain) => chain.base?.hook === hook);
        const names = base === undefined ? [] : [base.name, ...leadsTo(base)];
        expect(names.length).toBe(1 + Object.keys(policy.zones).length);
        for (const name of names) {
          const last = chains.find((chain) => chain.name === name)?.rules.at(-1);
          expect(last !== undefined && takesAll(last), name).toBe(true);
        }
      }
    }),
    { numRuns: 50 },
  );
});
