/**
 * Nix's problems in the words of somebody who builds a router: which recipe, which file, what to do.
 * Nix itself knows only store paths; the build plan knows what they stand for.
 */
import { basename } from "node:path";
import { type Complaint, LiminixError, unreachable } from "../error.ts";
import type { NixError, NixProblem } from "../nix/index.ts";
import { hostOf } from "./build-view/host-of.ts";
import type { BuildStep } from "./build-view/plan.ts";

export type Recipes = ReadonlyMap<string /* drvPath */, Pick<BuildStep, "name" | "file">>;

/** Everything that went wrong; the status is the system's (111) when one of the problems is the machine's. */
export function explainNixError({ problems }: NixError, recipes: Recipes): LiminixError {
  const status = problems.some(isTheMachines) ? 111 : 1;
  return new LiminixError(
    status,
    problems.map((problem) => complaint(problem, recipes)),
  );
}

const isTheMachines = ({ kind }: NixProblem): boolean =>
  !["build-failed", "hash-mismatch", "not-reproducible", "link-taken"].includes(kind);

const LOG_LINES = 25;
/** What image/fits.ts says of a part that is larger than its partition. */
const TOO_LARGE = /^The .* for partition .* is \d+ bytes too large/;

function complaint(problem: NixProblem, recipes: Recipes): Complaint {
  switch (problem.kind) {
    case "no-nix":
      return {
        message: "Nix is not installed: there is no program 'nix-store' in $PATH",
        try: "start through ./liminix, which installs what is missing; or apt-get install nix-bin",
      };
    case "build-failed":
      return {
        message: `${title(problem.drvPath, recipes)} did not build: it ${problem.reason}`,
        places: places(problem.drvPath, recipes),
        details: problem.lastLines.slice(-LOG_LINES),
        try: problem.lastLines.some((line) => TOO_LARGE.test(line))
          ? "liminix size in place of liminix build, which tells what takes the space, and what that is there for"
          : `${logReader(problem)}   (the whole log)`,
      };
    case "hash-mismatch":
      return {
        message: `${title(problem.drvPath, recipes)} is not the file that the lock asks for`,
        places: [`expected ${problem.expected}`, `got ${problem.got}`, ...places(problem.drvPath, recipes)],
        try: "another mirror: LIMINIX_DEBIAN_MIRROR=URL; if it was replaced for good, node tools/update-lock.ts",
      };
    case "fetch-failed":
      return {
        message: `${problem.drvPath === undefined ? "A file" : title(problem.drvPath, recipes)} cannot be fetched: ${problem.reason}`,
        places: [`from ${problem.url}`],
        try: "the same again, which goes on from here; or another mirror: LIMINIX_DEBIAN_MIRROR=URL",
      };
    case "not-reproducible":
      return {
        message: `${title(problem.drvPath, recipes)} was built again, and came out differently`,
        places: places(problem.drvPath, recipes),
        try: "look for the time, the order of files and the number of cores in what its build writes",
      };
    case "wrong-system":
      return {
        message: `${title(problem.drvPath, recipes)} is built on '${problem.required}', and there is no such machine`,
        places: places(problem.drvPath, recipes),
        try: `--builders "ssh://HOST ${problem.required}", a machine of that kind with Nix`,
      };
    case "no-builder":
      return noBuilder(problem, recipes);
    case "link-taken":
      return {
        message: `'${problem.link}' is there already, and is not a link to something built`,
        try: "another name, --out-link NAME, or move it away",
      };
    case "sandbox":
      return {
        message: "This machine does not let Nix build in a sandbox, and nothing is built without one",
        details: [problem.reason],
        try: "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000; a container needs --privileged",
      };
    case "disk-full":
      return {
        message: "The disk is full",
        details: [problem.reason],
        try: "df -h /nix /tmp, and nix-store --gc, which removes what nothing refers to",
      };
    case "store-not-writable":
      return {
        message: "The Nix store cannot be written",
        details: [problem.reason],
        try: "sudo, or a running nix-daemon, or a store of your own: --store DIR",
      };
    case "interrupted":
      return { message: "Nix was stopped by somebody else", try: "the same again, which goes on from here" };
    case "other":
      return {
        message: `Nix failed${problem.status === undefined ? "" : ` with exit status ${problem.status}`}`,
        details: problem.lastLines.slice(-LOG_LINES),
        try: "the same again with -v, which shows the logs",
      };
    default:
      return unreachable(problem);
  }
}

function noBuilder({ wanted, lost }: NixProblem & { kind: "no-builder" }, recipes: Recipes): Complaint {
  if (wanted === undefined) {
    return {
      message: "Something is to be built, and '--jobs 0' keeps this machine from it",
      try: "--jobs 1, or machines to build on: --builders LIST",
    };
  }
  const [first] = lost;
  return {
    message: `${title(wanted.drvPath, recipes)} wants a builder for '${wanted.system}' and finds none, and this machine may build nothing`,
    places: places(wanted.drvPath, recipes),
    details: lost.map(({ machine, reason }) => `${machine}: ${reason}`),
    try:
      first === undefined
        ? `--builders "ssh://HOST ${wanted.system} - 8", or without '--jobs 0'`
        : `ssh ${hostOf(first.machine)} nix-store --version, which must answer without a question`,
  };
}

/** Nix finds the log by itself, but for that of a store that is a directory elsewhere. */
const logReader = ({ drvPath, logFile }: NixProblem & { kind: "build-failed" }): string =>
  logFile === undefined || logFile.startsWith("/nix/")
    ? `nix-store --read-log ${drvPath}`
    : `bzcat ${logFile}`;

const title = (drvPath: string, recipes: Recipes): string =>
  `'${recipes.get(drvPath)?.name ?? nameIn(drvPath)}'`;

/** "musl-1.2.3" of "/nix/store/<32 letters>-musl-1.2.3.drv" */
const nameIn = (drvPath: string): string => basename(drvPath, ".drv").slice(33);

function places(drvPath: string, recipes: Recipes): readonly string[] {
  const file = recipes.get(drvPath)?.file;
  return [...(file === undefined ? [] : [`in ${file}`]), `derivation ${drvPath}`];
}
