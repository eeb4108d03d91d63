/** Tells from what Nix said, and what builders logged, what went wrong. */
import type { Message } from "./build-event.ts";
import { lostBuilder } from "./lost-builder.ts";
import { NixError, type NixProblem } from "./nix-error.ts";
import { storeDir } from "./store-path.ts";

/** What a failed Nix left behind. */
export interface Failure {
  readonly status: number | undefined;
  readonly messages: readonly Message[];
  /** The end of each build's log, by `.drv`. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
  /** Where the store keeps whole logs. */
  readonly logDir: string;
}

/** The error that a failure comes to, with one problem for each build that failed by itself. */
export function diagnose(failure: Failure): NixError {
  const errors = failure.messages.filter(({ level }) => level === 0).map(({ text }) => text);
  const problems = errors.map((error) => problemOf(error, failure)).filter((found) => found !== undefined);
  const [first, ...more] = problems.toSorted((a, b) => urgency(a) - urgency(b));
  if (first !== undefined) return new NixError(first, ...more);
  const said = failure.messages.flatMap(({ text }) => text.split("\n"));
  return new NixError({ kind: "other", status: failure.status, lastLines: said.slice(-25) });
}

/** A full disk, or somebody's ^C, is why the rest failed. */
const urgency = ({ kind }: NixProblem): number =>
  ["disk-full", "store-not-writable", "sandbox", "interrupted"].includes(kind) ? 0 : 1;

function problemOf(error: string, failure: Failure): NixProblem | undefined {
  const text = error.replace(/^error: /, "");
  const drvPath = new RegExp(`'(${storeDir}/[^']+\\.drv)'`).exec(text)?.[1];
  if (/interrupted by the user/.test(text)) return { kind: "interrupted" };
  if (/^unable to start any build/.test(text)) return noBuilder(failure);
  if (drvPath !== undefined) {
    const ofBuild = buildProblem(text, drvPath, failure);
    if (ofBuild !== undefined) return ofBuild;
  }
  const ofMachine = machineProblem(text.split("\n"));
  if (ofMachine !== undefined) return ofMachine;
  const link = /cannot create symlink '(.*)'; already exists/.exec(text)?.[1];
  if (link !== undefined) return { kind: "link-taken", link };
  return undefined;
}

/** What keeps Nix from working at all, found in lines that it said. */
function machineProblem(lines: readonly string[]): NixProblem | undefined {
  for (const line of lines) {
    const reason = line.replace(/^[\s':]+/, "");
    if (noSandbox.test(reason)) return { kind: "sandbox", reason };
    if (diskFull.test(reason)) return { kind: "disk-full", reason };
    if (notWritable.test(reason)) return { kind: "store-not-writable", reason };
  }
  return undefined;
}

/** What Nix says of a build that no machine takes (build-remote.cc), before it ends because of it. */
function noBuilder({ messages }: Failure): NixProblem {
  const said = messages.map(({ text }) => text);
  const [, name, system] =
    said
      .map((text) => /^derivation: (\S+)\nrequired \(system, features\): \(([^,]*)/m.exec(text))
      .findLast((match) => match !== null) ?? [];
  return {
    kind: "no-builder",
    ...(name === undefined || system === undefined
      ? {}
      : { wanted: { drvPath: `${storeDir}/${name}`, system } }),
    lost: said.map(lostBuilder).filter((found) => found !== undefined),
  };
}

function buildProblem(text: string, drvPath: string, { logs, logDir }: Failure): NixProblem | undefined {
  if (/may not be deterministic/.test(text)) return { kind: "not-reproducible", drvPath };
  const [, expected, got] =
    /hash mismatch in fixed-output.*\n\s*specified:\s*(\S+)\s+got:\s*(\S+)/.exec(text) ?? [];
  if (expected !== undefined && got !== undefined) return { kind: "hash-mismatch", drvPath, expected, got };

  const required = /^a '(.*?)' with features .* is required to build/.exec(text)?.[1];
  if (required !== undefined) return { kind: "wrong-system", drvPath, required };
  const failed = /^builder for '.*?' (failed .*)/.exec(text)?.[1];
  if (failed === undefined) return undefined;
  const lastLines = logs.get(drvPath) ?? [];
  const [, url, reason] =
    lastLines.map((line) => download.exec(line)).findLast((match) => match !== null) ?? [];
  if (url !== undefined && reason !== undefined) return { kind: "fetch-failed", drvPath, url, reason };
  const full = lastLines.findLast((line) => diskFull.test(line));
  if (full !== undefined) return { kind: "disk-full", reason: full };

  const status = /exit code (\d+)/.exec(failed)?.[1];
  const signal = /signal (\d+)/.exec(failed)?.[1];
  return {
    kind: "build-failed",
    drvPath,
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(signal === undefined ? {} : { signal: Number(signal) }),
    reason: failed.replace(/;$/, ""),
    lastLines,
    ...(lastLines.length === 0 ? {} : { logFile: logFile(drvPath, logDir) }),
  };
}

const download = /unable to download '(.*?)': (.*)/;
const diskFull = /No space left on device|database or disk is full|Disk quota exceeded/;
/** To a daemon, a user whom it does not trust may give only what is signed. */
const notWritable =
  /lacks a (valid )?signature|attempt to write a readonly database|cannot connect to (daemon|socket)|(creat|open|writ|lock|permissions|ownership|chmod|chown|renam|link).*(Permission denied|Read-only file system|Operation not permitted)/;

/** Nix has no one message for it. A limit of no namespaces at all is told as "No space left on device". */
const noSandbox =
  /namespaces are not enabled|does not support the kernel namespaces|unable to start build process|namespace initialisation failed|(namespace|cloning|unsharing|setgroups|setuid|mounting|bind mount|pivot).*(Operation not permitted|Permission denied|Invalid argument|No space left on device)/;

/** `LocalFSStore::getBuildLog`: the first two characters are a folder. */
function logFile(drvPath: string, logDir: string): string {
  const base = drvPath.slice(storeDir.length + 1);
  return `${logDir}/drvs/${base.slice(0, 2)}/${base.slice(2)}.bz2`;
}
