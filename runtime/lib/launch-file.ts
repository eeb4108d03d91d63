/** The settings of a service's process, as `launch` (packages/launch) reads them. */
import type { ProcessSettings } from "./graph.ts";

export interface LaunchSettings {
  /** The program and its words. */
  readonly argv: readonly string[];
  readonly process?: ProcessSettings;
  /** Where the process's identity is written down before it runs. */
  readonly born?: string;
  /** Where it is written down how it ended; launch then waits for it. */
  readonly ended?: string;
  readonly ready?: { readonly fd: number; readonly path: string };
  /** A fifo that it reads as its standard input. */
  readonly input?: string;
  /** A file whose lock the program holds as long as it lives. */
  readonly lock?: string;
  /** The words of a program that reads what this one says. */
  readonly logger?: readonly string[];
  readonly session?: boolean;
}

/** Where the programs that start others are. */
export interface Launchers {
  /** packages/launch, which reads the file. */
  readonly launch: string;
  /** packages/run-as, which takes rights away. */
  readonly runAs: string;
  /** packages/log-pipe, which passes on what one says to another. */
  readonly logPipe: string;
}

/** The text of an executable file. No setting may hold a line's end. */
export function launchFile({ launch, runAs }: Launchers, settings: LaunchSettings): string {
  const { argv, process, born, ended, ready, input, lock, logger = [], session = false } = settings;
  const rights = process === undefined ? [] : rightsOf(process);
  const lines = [
    ...(lock === undefined ? [] : [`lock ${lock}`]),
    ...(born === undefined ? [] : [`born ${born}`]),
    ...(ended === undefined ? [] : [`ended ${ended}`]),
    ...(ready === undefined ? [] : [`ready ${ready.fd} ${ready.path}`]),
    ...(input === undefined ? [] : [`input ${input}`]),
    ...(session ? ["session"] : []),
    ...logger.map((word) => `pipe ${word}`),
    ...(process === undefined ? [] : processLines(process)),
    ...[...(rights.length === 0 ? [] : [runAs, ...rights, "--"]), ...argv].map((word) => `argument ${word}`),
  ];
  const broken = lines.find((line) => line.includes("\n"));
  if (broken !== undefined) throw new Error(`a setting of a process has more than one line: ${broken}`);
  return `#!${launch}\n${lines.map((line) => `${line}\n`).join("")}`;
}

const processLines = ({
  umask,
  directory,
  environment,
  noNewPrivileges,
}: ProcessSettings): readonly string[] => [
  `umask ${umask.toString(8)}`,
  `directory ${directory}`,
  ...Object.entries(environment).map(([name, value]) => `environment ${name}=${value}`),
  ...(noNewPrivileges ? ["no-new-privileges"] : []),
];

/** The words before a program that helps limd, as root with these capabilities: for most, root's files are all they need. */
export const withRights = ({ runAs }: Launchers, capabilities: readonly string[]): readonly string[] => [
  ...[runAs, "--capabilities", capabilities.join(","), "--no-new-privileges", "--"],
];

/** The options of run-as; none for a process with all the rights that limd has. */
function rightsOf({ user, group, groups, capabilities, limits }: ProcessSettings): readonly string[] {
  const list = (option: string, words: readonly string[] | undefined): readonly string[] =>
    words === undefined ? [] : [option, words.join(",")];
  return [
    // A group alone is root's in another group.
    ...((user ?? group ?? groups) === undefined ? [] : ["--user", user ?? "root"]),
    ...(group === undefined ? [] : ["--group", group]),
    ...list("--groups", groups),
    ...list("--capabilities", capabilities === "all" ? undefined : capabilities),
    ...Object.entries(limits).flatMap(([name, value]) => ["--limit", `${name}=${value}`]),
  ];
}
