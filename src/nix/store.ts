/** The real Nix, and the only place that touches it: one `nix-store` process for each thing asked. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stripVTControlCharacters } from "node:util";
import { argumentBatches } from "./argument-batches.ts";
import type { BuildEvent } from "./build-event.ts";
import { buildLogs } from "./build-logs.ts";
import type { Derivation } from "./derivation.ts";
import { diagnose } from "./diagnose.ts";
import { exportStream } from "./export-stream.ts";
import { fetches } from "./fetches.ts";
import { closure, pathOf } from "./graph.ts";
import { logParser } from "./log-parser.ts";
import { NixError } from "./nix-error.ts";
import { hasBuildUsers, logDir, nixConfig, type StoreSettings } from "./settings.ts";

export interface RealiseTarget {
  readonly derivation: Derivation;
  /** All of them unless given. */
  readonly outputs?: readonly string[];
}

export interface RealiseOptions {
  readonly onEvent?: (event: BuildEvent) => void;
  /** Ends Nix and its builders cleanly; what was built stays. */
  readonly signal?: AbortSignal;
  /** How many builds at once, this time. */
  readonly jobs?: number;
  /** Build what is there already once more, and fail if the result differs. */
  readonly check?: boolean;
  /** After a failure, build what does not depend on it. */
  readonly keepGoing?: boolean;
}

export interface Store {
  /** Whether there is a Nix to ask. */
  isNixThere(): Promise<boolean>;
  /** Those of some paths that the store does not have. */
  invalid(paths: readonly string[]): Promise<string[]>;
  /** Gives the store the `.drv`s and sources of a graph that it lacks; says how many they were. */
  instantiate(derivations: readonly Derivation[]): Promise<number>;
  /** Builds or fetches outputs of instantiated derivations. Throws a NixError when one fails. */
  realise(targets: readonly RealiseTarget[], options?: RealiseOptions): Promise<void>;
  /** Makes a symlink to a path, and keeps the path as long as the link is there. */
  addRoot(link: string, storePath: string): Promise<void>;
  /** Whether a path is there and its contents are what they were. */
  verify(storePath: string): Promise<boolean>;
  /** What a path mentions. */
  references(storePath: string): Promise<string[]>;
  /** What a path needs, itself included: its closure. */
  requisites(storePath: string): Promise<string[]>;
}

/** A store as Nix has it. Nothing is asked of Nix yet. */
export function openStore(settings: StoreSettings = {}): Store {
  const invalid = async (paths: readonly string[]): Promise<string[]> => {
    const missing: string[] = [];
    for (const batch of argumentBatches(paths)) {
      missing.push(...lines(await nix(["--check-validity", "--print-invalid", ...batch])));
    }
    return missing;
  };

  const nix = async (args: readonly string[], run: Run = {}): Promise<string> => {
    const { status, stdout, errors } = await spawnNix(args, settings, run);
    if (run.signal?.aborted === true && status !== 0) throw new NixError({ kind: "interrupted" });
    if (status === 0) return stdout;
    throw diagnose({ status, errors, logs: run.logs ?? new Map(), logDir: logDir(settings) });
  };

  return {
    invalid,

    async isNixThere() {
      try {
        await nix(["--version"]);
        return true;
      } catch (error) {
        if (error instanceof NixError && error.problem.kind === "no-nix") return false;
        throw error;
      }
    },

    async instantiate(derivations) {
      // A valid path's references are valid too: a graph whose roots are there is there.
      const roots = new Set(await invalid(derivations.map(pathOf)));
      if (roots.size === 0) return 0;
      const objects = closure(derivations.filter(({ drvPath }) => roots.has(drvPath)));
      const missing = new Set(await invalid(objects.map(pathOf)));
      const wanted = objects.filter((object) => missing.has(pathOf(object)));
      await nix(["--import"], { input: exportStream(wanted) });
      return wanted.length;
    },

    async realise(targets, { onEvent, signal, jobs, check = false, keepGoing = false } = {}) {
      const installables = targets.map(({ derivation, outputs }) =>
        outputs === undefined ? derivation.drvPath : `${derivation.drvPath}!${outputs.join(",")}`,
      );
      const flags = [
        ...(jobs === undefined ? [] : ["--max-jobs", String(jobs)]),
        ...(check ? ["--check"] : []),
        ...(keepGoing ? ["--keep-going"] : []),
      ];
      const drvOfUrl = fetches(targets.map(({ derivation }) => derivation));
      for (const batch of argumentBatches(installables)) {
        signal?.throwIfAborted();
        const logs = buildLogs();
        await nix(
          ["--realise", "--no-gc-warning", "--quiet", "--log-format", "internal-json", ...flags, ...batch],
          {
            drvOfUrl,
            logs: logs.tails,
            onEvent(event) {
              logs.add(event);
              onEvent?.(event);
            },
            ...(signal === undefined ? {} : { signal }),
          },
        );
      }
    },

    async addRoot(link, storePath) {
      await nix(["--realise", storePath, "--add-root", link, "--indirect"]);
    },

    async verify(storePath) {
      const { status } = await spawnNix(["--verify-path", storePath], settings, {});
      return status === 0;
    },

    async references(storePath) {
      return lines(await nix(["--query", "--references", storePath]));
    },

    async requisites(storePath) {
      return lines(await nix(["--query", "--requisites", storePath]));
    },
  };
}

/** How one Nix is run. */
interface Run {
  /** What it reads from its standard input. */
  readonly input?: Iterable<Uint8Array>;
  readonly onEvent?: (event: BuildEvent) => void;
  readonly drvOfUrl?: ReadonlyMap<string, string>;
  readonly logs?: ReadonlyMap<string, readonly string[]>;
  readonly signal?: AbortSignal;
}

interface Outcome {
  readonly status: number | undefined;
  readonly stdout: string;
  readonly errors: readonly string[];
}

async function spawnNix(args: readonly string[], settings: StoreSettings, run: Run): Promise<Outcome> {
  const child = spawn("nix-store", args, {
    env: { ...process.env, NIX_CONFIG: await config(settings) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const interrupt = (): void => void child.kill("SIGINT");
  run.signal?.addEventListener("abort", interrupt, { once: true });
  const closed = new Promise<number | undefined>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new NixError({ kind: "no-nix" }) : error),
    );
    child.once("close", (status) => resolve(status ?? undefined));
  });
  // Nix may end before it has read everything: then its exit status says why.
  const fed = pipeline(Readable.from(run.input ?? []), child.stdin).catch(() => undefined);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const errors: string[] = [];
  const parse = logParser(run.drvOfUrl);
  let rest = "";
  const take = (line: string): void => {
    const event = run.onEvent === undefined ? undefined : parse(line);
    if (event !== undefined) run.onEvent?.(event);
    if (run.onEvent === undefined) errors.push(stripVTControlCharacters(line));
    else if (event?.kind === "message" && event.level === 0) errors.push(event.text);
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const split = (rest + text).split("\n");
    rest = split.pop() ?? "";
    for (const line of split) take(line);
  });
  try {
    const status = await closed;
    await fed;
    if (rest !== "") take(rest);
    return { status, stdout, errors };
  } finally {
    run.signal?.removeEventListener("abort", interrupt);
  }
}

async function config(settings: StoreSettings): Promise<string> {
  const groups = await readFile("/etc/group", "utf8").catch(() => "");
  const machine = { isRoot: process.getuid?.() === 0, hasBuildUsers: hasBuildUsers(groups) };
  return `${process.env.NIX_CONFIG ?? ""}\n${nixConfig(settings, machine)}`;
}

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
