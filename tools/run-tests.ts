/**
 * Runs the checks and every vitest project, and ends with their sum: "N passed, N failed". With arguments,
 * which go to vitest, the checks are left out. `./run-tests` starts it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The checks, as in the `check` script of package.json. */
const checks: readonly (readonly [string, readonly string[]])[] = [
  ["biome", ["biome", "check", "--error-on-warnings", "."]],
  ["types", ["tsc"]],
  ["layers", ["node", "tools/check-layers.ts"]],
  ["hosts", ["node", "tools/check-hosts.ts"]],
];

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const args = process.argv.slice(2);
const count = sum([...(args.length === 0 ? runChecks() : []), runVitest(args)]);
const skipped = count.skipped === 0 ? "" : `, ${count.skipped} skipped`;
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
process.exitCode = count.failed === 0 ? 0 : 1;

function runChecks(): readonly Count[] {
  return checks.map(([name, [program = "", ...rest]]) => {
    const { status, stdout, stderr } = spawnSync(program, rest, { encoding: "utf8" });
    process.stdout.write(`${status === 0 ? "ok" : "FAILED"}: ${name}\n`);
    if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
    return { passed: Number(status === 0), failed: Number(status !== 0), skipped: 0 };
  });
}

function runVitest(filters: readonly string[]): Count {
  const directory = mkdtempSync(join(tmpdir(), "liminix-tests-"));
  const file = join(directory, "report.json");
  try {
    const { status } = spawnSync(
      "vitest",
      ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...filters],
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    const counted = countOf(file);
    // A failure that is no test's, an unhandled error or a crash, is one too.
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function countOf(file: string): Count {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // vitest ended before it could write one
  }
  // A file that could not be loaded has no tests to fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));
}
