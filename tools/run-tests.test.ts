import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let bin = "";
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "liminix-run-tests-"));
});
afterEach(() => rmSync(bin, { recursive: true }));

/** Runs the tool with a vitest that writes this report and ends so. */
function runTests(report: object | undefined, status: number) {
  const writes = report === undefined ? "" : `echo '${JSON.stringify(report)}' > "$\{a#*=}"`;
  const script = `#!/bin/sh\nfor a; do case $a in --outputFile.json=*) ${writes || ":"};; esac; done\nexit ${status}\n`;
  writeFileSync(join(bin, "vitest"), script);
  chmodSync(join(bin, "vitest"), 0o755);
  const ran = spawnSync(process.execPath, ["tools/run-tests.ts", "some-filter"], {
    encoding: "utf8",
    env: { PATH: `${bin}:/usr/bin:/bin` },
  });
  return { status: ran.status, last: ran.stdout.trimEnd().split("\n").at(-1) };
}

const report = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe("what vitest is asked for", () => {
  /** Its arguments, with programs in place of the checks'. */
  const asked = (...args: readonly string[]): string => {
    for (const program of ["biome", "node", "tsc", "vitest"]) {
      const script = program === "vitest" ? `#!/bin/sh\necho "$*" >${join(bin, "asked")}\n` : "#!/bin/sh\n";
      writeFileSync(join(bin, program), script, { mode: 0o755 });
    }
    spawnSync(process.execPath, ["tools/run-tests.ts", ...args], { env: { PATH: `${bin}:/usr/bin:/bin` } });
    return readFileSync(join(bin, "asked"), "utf8")
      .replace(/^run .*outputFile\.json=\S+/, "")
      .trim();
  };

  test("is all but the long tests, unless they are wanted", () => {
    expect(asked()).toBe("--project !long");
    expect(asked("--all")).toBe("");
  });

  test("is the unit tests for the quick suite, and else what is said", () => {
    expect(asked("--quick")).toBe("--project unit");
    expect(asked("--project", "nix", "oracle")).toBe("--project nix oracle");
  });
});

describe("the last line of ./run-tests", () => {
  test("counts what passed", () => {
    expect(runTests(report, 0)).toEqual({ status: 0, last: "7 passed, 0 failed" });
  });

  test("counts what failed, and what was skipped if any was", () => {
    const failed = { ...report, numFailedTests: 2, numPendingTests: 1 };
    expect(runTests(failed, 1)).toEqual({ status: 1, last: "7 passed, 2 failed, 1 skipped" });
  });

  test("counts a file that could not be loaded as a failure", () => {
    const unloaded = { ...report, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(runTests(unloaded, 1)).toEqual({ status: 1, last: "7 passed, 1 failed" });
  });

  test("counts an error outside of all tests as a failure", () => {
    expect(runTests(report, 1)).toEqual({ status: 1, last: "7 passed, 1 failed" });
  });

  test("says that all failed when vitest wrote nothing", () => {
    expect(runTests(undefined, 139)).toEqual({ status: 1, last: "0 passed, 1 failed" });
  });
});
