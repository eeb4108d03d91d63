/** What can go wrong when Nix runs, told apart so that each can be answered with what helps. */
import type { LostBuilder } from "./lost-builder.ts";

export type NixProblem =
  | { readonly kind: "no-nix" }
  | {
      readonly kind: "build-failed";
      readonly drvPath: string;
      /** The builder's exit status, or the signal that ended it; neither if an output was not made. */
      readonly status?: number;
      readonly signal?: number;
      readonly reason: string;
      readonly lastLines: readonly string[];
      /** Where the whole log is, compressed by bzip2. */
      readonly logFile?: string;
    }
  | {
      readonly kind: "hash-mismatch";
      readonly drvPath: string;
      readonly expected: string;
      readonly got: string;
    }
  | {
      readonly kind: "fetch-failed";
      readonly drvPath?: string;
      readonly url: string;
      readonly reason: string;
    }
  | { readonly kind: "not-reproducible"; readonly drvPath: string }
  /** Neither this machine nor one of the builders can run it. */
  | { readonly kind: "wrong-system"; readonly drvPath: string; readonly required: string }
  /** This machine may not build, and none of the builders does. */
  | {
      readonly kind: "no-builder";
      /** Absent where no builders were named. */
      readonly wanted?: { readonly drvPath: string; readonly system: string };
      /** Those that could not be reached. */
      readonly lost: readonly LostBuilder[];
    }
  | { readonly kind: "link-taken"; readonly link: string }
  | { readonly kind: "sandbox"; readonly reason: string }
  | { readonly kind: "disk-full"; readonly reason: string }
  | { readonly kind: "store-not-writable"; readonly reason: string }
  | { readonly kind: "interrupted" }
  | { readonly kind: "other"; readonly status: number | undefined; readonly lastLines: readonly string[] };

/** Nix did not do what it was asked for. Where several builds failed, `problems` has them all. */
export class NixError extends Error {
  override readonly name = "NixError";
  readonly problem: NixProblem;
  readonly problems: readonly NixProblem[];

  constructor(problem: NixProblem, ...more: readonly NixProblem[]) {
    super(describe(problem));
    this.problem = problem;
    this.problems = [problem, ...more];
  }
}

function describe(problem: NixProblem): string {
  switch (problem.kind) {
    case "no-nix":
      return "There is no 'nix-store' command on this machine";
    case "build-failed":
      return `The build of '${problem.drvPath}' ${problem.reason}`;
    case "hash-mismatch":
      return `Expected '${problem.drvPath}' to give ${problem.expected}, got ${problem.got}`;
    case "fetch-failed":
      return `Cannot fetch '${problem.url}': ${problem.reason}`;
    case "not-reproducible":
      return `Building '${problem.drvPath}' again gave something else`;
    case "wrong-system":
      return `'${problem.drvPath}' can be built on '${problem.required}' only, and there is no such machine`;
    case "no-builder":
      return "No machine may build it, neither this one nor another";
    case "link-taken":
      return `Expected nothing or a link into the store at '${problem.link}', got something else`;
    case "sandbox":
      return `This machine does not let Nix build in a sandbox: ${problem.reason}`;
    case "disk-full":
      return `The disk is full: ${problem.reason}`;
    case "store-not-writable":
      return `The Nix store cannot be written: ${problem.reason}`;
    case "interrupted":
      return "Interrupted";
    case "other":
      return [problem.status === undefined ? "Nix was killed" : "Nix failed", ...problem.lastLines].join(
        "\n  ",
      );
  }
}
