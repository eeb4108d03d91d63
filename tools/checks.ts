/** What is checked besides tests: how the code is written, and that what is made from it is made anew. */
import { spawnSync } from "node:child_process";
import type { Count } from "./count.ts";

const checks: readonly (readonly [string, string, ...string[]])[] = [
  ["biome", "biome", "check", "--error-on-warnings", "."],
  ["types", "tsc"],
  ["types of the router's code", "tsc", "-p", "runtime"],
  ["layers", "node", "tools/check-layers.ts"],
  ["hosts", "node", "tools/check-hosts.ts"],
  ["ci", "node", "tools/generate-ci.ts", "--check"],
  ["docs/cli.md", "node", "tools/generate-cli-docs.ts", "--check"],
  ["docs/options", "node", "tools/generate-option-docs.ts", "--check"],
  ["docs/devices", "node", "tools/generate-device-docs.ts", "--check"],
  ["docs/services", "node", "tools/generate-service-docs.ts", "--check"],
];

/** Runs them all, and says of each how it went. */
export function runChecks(): readonly Count[] {
  return checks.map(([name, program, ...args]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    process.stdout.write(`${status === 0 ? "ok" : "FAILED"}: ${name}\n`);
    if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
    return { passed: Number(status === 0), failed: Number(status !== 0), skipped: 0 };
  });
}
