import { describe, expect, test } from "vitest";
import { diagnose, type Failure } from "./diagnose.ts";
import type { NixProblem } from "./nix-error.ts";

const drvPath = "/nix/store/czzswh5l9yasbsc5asrrp3958vf0xhf8-x.drv";

const failure = (errors: readonly string[], log: readonly string[] = []): Failure => ({
  status: 1,
  messages: errors.map((text) => ({ kind: "message", level: 0, text: `error: ${text}` })),
  logs: new Map([[drvPath, log]]),
  logDir: "/nix/var/log/nix",
});

const problem = (error: string, ...log: readonly string[]): NixProblem =>
  diagnose(failure([error], log)).problem;

// What Nix 2.8.0 said when each was provoked: a small tmpfs, a read-only one, another user's store, a limit of
// no user namespaces, as root and as another user.
test.each<[NixProblem["kind"], string]>([
  ["disk-full", "writing to file: No space left on device"],
  [
    "disk-full",
    "executing SQLite statement '\n  create table x\n  ': database or disk is full (in '/nix/var/nix/db/db.sqlite')",
  ],
  ["store-not-writable", "creating directory '/x/nix': Read-only file system"],
  ["store-not-writable", "creating directory '/x/nix': Permission denied"],
  [
    "store-not-writable",
    "could not set permissions on '/nix/var/nix/profiles/per-user' to 755: Operation not permitted",
  ],
  ["store-not-writable", "opening lock file '/nix/var/nix/db/big-lock': Permission denied"],
  ["store-not-writable", `cannot add path '${drvPath}' because it lacks a valid signature`],
  ["store-not-writable", `cannot add path '${drvPath}' because it lacks a signature by a trusted key`],
  ["sandbox", "cloning builder process: Operation not permitted"],
  [
    "sandbox",
    "cannot perform a sandboxed build because user namespaces are not enabled; check /proc/sys/user/max_user_namespaces",
  ],
  ["sandbox", "unable to start build process"],
  ["sandbox", "setgroups failed: Operation not permitted"],
  ["sandbox", "cloning builder process: No space left on device"],
  ["interrupted", "interrupted by the user"],
])("%s: %s", (kind, text) => {
  expect(problem(text).kind).toBe(kind);
});

test("a reason is the line that gives it", () => {
  expect(problem("executing SQLite statement '\n  ': database or disk is full")).toEqual({
    kind: "disk-full",
    reason: "database or disk is full",
  });
});

test("what no machine takes is told with what it wants, and the machines that were lost", () => {
  const messages = [
    "cannot build on 'ssh://far': error: cannot connect to 'far': ssh: connect to host far port 22: Connection refused",
    `Failed to find a machine for remote build!\nderivation: ${drvPath.slice(11)}\nrequired (system, features): (x86_64-linux, )\n1 available machines:\n(systems, maxjobs, supportedFeatures, mandatoryFeatures)\n(x86_64-linux, 8, , )`,
    "error: unable to start any build; remote machines may not have all required system features.",
  ].map((text) => ({ kind: "message", level: 0, text }) as const);
  expect(diagnose({ ...failure([]), messages }).problem).toEqual({
    kind: "no-builder",
    wanted: { drvPath, system: "x86_64-linux" },
    lost: [{ machine: "ssh://far", reason: "ssh: connect to host far port 22: Connection refused" }],
  });
  expect(problem("unable to start any build; either increase '--max-jobs' or enable remote builds.")).toEqual(
    { kind: "no-builder", lost: [] },
  );
});

test("a failed build has its status, its last lines and the file with its log", () => {
  expect(
    problem(`builder for '${drvPath}' failed with exit code 2;\n  last 2 log lines:\n  > a\n  > b`, "a", "b"),
  ).toEqual({
    kind: "build-failed",
    drvPath,
    status: 2,
    reason: "failed with exit code 2",
    lastLines: ["a", "b"],
    logFile: "/nix/var/log/nix/drvs/cz/zswh5l9yasbsc5asrrp3958vf0xhf8-x.drv.bz2",
  });
});

test("a builder that a signal ended has the signal", () => {
  expect(problem(`builder for '${drvPath}' failed due to signal 9 (Killed)`)).toMatchObject({ signal: 9 });
});

test("a builder that made no output says which", () => {
  const reason = "failed to produce output path for output 'out' at '/nix/store/x'";
  expect(problem(`builder for '${drvPath}' ${reason}`)).toEqual({
    kind: "build-failed",
    drvPath,
    reason,
    lastLines: [],
  });
});

test("a builder that ran out of space is a full disk", () => {
  expect(
    problem(`builder for '${drvPath}' failed with exit code 1`, "cc: No space left on device", "make: *** 1"),
  ).toEqual({
    kind: "disk-full",
    reason: "cc: No space left on device",
  });
});

test("a fetch that failed has the address and the reason", () => {
  const line = "error: unable to download 'http://a.example/x': HTTP error 404 ('Not Found')";
  expect(problem(`builder for '${drvPath}' failed with exit code 1`, line, "", "  response body:")).toEqual({
    kind: "fetch-failed",
    drvPath,
    url: "http://a.example/x",
    reason: "HTTP error 404 ('Not Found')",
  });
});

describe("of several failures", () => {
  test("each that failed by itself is told", () => {
    const other = drvPath.replace("-x", "-y");
    const { problems } = diagnose(
      failure([
        `builder for '${drvPath}' failed with exit code 1`,
        `1 dependencies of derivation '${other}' failed to build`,
        `hash mismatch in fixed-output derivation '${other}':\n         specified: sha256-A=\n            got:    sha256-B=`,
        `build of '${drvPath}', '${other}' failed`,
      ]),
    );
    expect(problems.map(({ kind }) => kind)).toEqual(["build-failed", "hash-mismatch"]);
  });

  test("a full disk comes first, for it explains the others", () => {
    const { problem } = diagnose(
      failure([
        `builder for '${drvPath}' failed with exit code 1`,
        "writing to file: No space left on device",
      ]),
    );
    expect(problem.kind).toBe("disk-full");
  });
});

test("what nobody foresaw has the last of what Nix said", () => {
  const { problem, message } = diagnose(failure(["one\ntwo", "three"]));
  expect(problem).toEqual({ kind: "other", status: 1, lastLines: ["error: one", "two", "error: three"] });
  expect(message).toBe("Nix failed\n  error: one\n  two\n  error: three");
});
