/**
 * Runs the checks and every vitest project but the long one, and ends with their sum: "N passed, N failed". With
 * `--all`, the long one too; with `--quick`, the unit tests alone; with other arguments, which go to vitest, no checks.
 * `./run-tests` starts it, and `npm run check` the quick one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "./checks.ts";
import { type Count, sum } from "./count.ts";

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const args = process.argv.slice(2);
/** Which of vitest's projects stand for a suite; vitest's own words for "all but" and "all". */
const suites: Readonly<Record<string, readonly string[]>> = {
  "": ["--project", "!long"],
  "--all": [],
  "--quick": ["--project", "unit"],
};
const suite = args.length < 2 ? suites[args[0] ?? ""] : undefined;
const count = sum([...(suite === undefined ? [] : runChecks()), runVitest(suite ?? args)]);
const skipped = count.skipped === 0 ? "" : `, ${count.skipped} skipped`;
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
process.exitCode = count.failed === 0 ? 0 : 1;

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
