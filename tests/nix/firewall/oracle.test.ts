import * as fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { compilePolicy } from "../../../src/firewall/policy/compile.ts";
import { policies } from "../../../src/firewall/policy/policy.arbitrary.ts";
import { rulesetText } from "../../../src/firewall/text.ts";
import { everyStatement } from "./every-statement.ts";
import { buildLoader, listings, whyNoOracle } from "./oracle.ts";

let load = "";
let reason: string | undefined;
beforeAll(async () => {
  reason = await whyNoOracle();
  if (reason === undefined) load = await buildLoader();
});

beforeEach(({ skip }) => {
  // Where nobody looks at what was skipped, it is a failure.
  if (reason !== undefined && process.env.CI !== undefined) throw new Error(reason);
  skip(reason !== undefined, reason);
});

test("for everything that a ruleset can say, batch and text are the same to nft", async () => {
  const [listed] = await listings(load, [everyStatement]);
  expect(listed?.batch).toEqual(listed?.text);
  expect(JSON.stringify(listed?.text)).toContain("masquerade");
});

test("for 300 policies at random, too", async () => {
  const seed = Date.now() | 0;
  const rulesets = fc.sample(policies, { numRuns: 300, seed }).map(compilePolicy);
  // Loading waits for the kernel, again and again; several namespaces wait side by side.
  const parts = Array.from({ length: 6 }, (_, part) => rulesets.slice(part * 50, (part + 1) * 50));
  const listed = (await Promise.all(parts.map((part) => listings(load, part)))).flat();
  expect(listed).toHaveLength(300);
  for (const [index, { batch, text }] of listed.entries()) {
    const ruleset = rulesets[index];
    expect(batch, `seed ${seed}\n${ruleset && rulesetText(ruleset)}`).toEqual(text);
  }
}, 900_000);
