/** The real Nix: what can be asked of it, each as one `nix-store` process or few. */
import { argumentBatches } from "./argument-batches.ts";
import type { BuildEvent } from "./build-event.ts";
import type { Derivation } from "./derivation.ts";
import { diagnose } from "./diagnose.ts";
import { exportStream } from "./export-stream.ts";
import { fetches } from "./fetches.ts";
import { closure, pathOf } from "./graph.ts";
import { NixError } from "./nix-error.ts";
import { type Run, runNix } from "./nix-process.ts";
import { logDir, realPath, type StoreSettings } from "./settings.ts";

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
  /** Where this machine has a path's contents: the path itself, unless the store is a directory elsewhere. */
  realPath(storePath: string): string;
  /** What a path mentions. */
  references(storePath: string): Promise<string[]>;
  /** What each of some paths mentions. */
  referencesOf(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** What a path needs, itself included: its closure. */
  requisites(storePath: string): Promise<string[]>;
}

/** A store as Nix has it. Nothing is asked of Nix yet. */
export function openStore(settings: StoreSettings = {}): Store {
  const nix = async (args: readonly string[], run: Run = {}): Promise<string> => {
    const { status, stdout, messages, logs } = await runNix(args, settings, run);
    if (status === 0) return stdout;
    if (run.signal?.aborted === true) throw new NixError({ kind: "interrupted" });
    throw diagnose({ status, messages, logs, logDir: logDir(settings) });
  };

  const invalid = async (paths: readonly string[]): Promise<string[]> => {
    const missing: string[] = [];
    for (const batch of argumentBatches(paths)) {
      missing.push(...lines(await nix(["--check-validity", "--print-invalid", ...batch])));
    }
    return missing;
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
        await nix(["--realise", "--no-gc-warning", "--quiet", ...flags, ...batch], {
          drvOfUrl,
          ...(onEvent === undefined ? {} : { onEvent }),
          ...(signal === undefined ? {} : { signal }),
        });
      }
    },

    async addRoot(link, storePath) {
      await nix(["--realise", storePath, "--add-root", link, "--indirect"]);
    },

    async verify(storePath) {
      if ((await invalid([storePath])).length > 0) return false;
      const { status, messages, logs } = await runNix(["--verify-path", storePath], settings, {});
      if (status === 0) return true;
      if (messages.some(({ text }) => text.includes("was modified!"))) return false;
      throw diagnose({ status, messages, logs, logDir: logDir(settings) });
    },

    realPath: (storePath) => realPath(settings, storePath),

    async references(storePath) {
      return lines(await nix(["--query", "--references", storePath]));
    },

    async referencesOf(paths) {
      const found: (readonly [string, readonly string[]])[] = [];
      for (const batch of argumentBatches(paths))
        found.push(...registered(await nix(["--dump-db", ...batch])));
      return new Map(found);
    },

    async requisites(storePath) {
      return lines(await nix(["--query", "--requisites", storePath]));
    },
  };
}

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** The store's records, as `nix-store --register-validity` reads them: path, hash, size, deriver, count, so many references. */
function* registered(text: string): Generator<readonly [string, readonly string[]]> {
  const all = text.split("\n");
  for (let at = 0; at + 4 < all.length; ) {
    const count = Number(all[at + 4]);
    yield [all[at] ?? "", all.slice(at + 5, at + 5 + count)];
    at += 5 + count;
  }
}
