/**
 * Where Debian's files are fetched from. It is found on each machine and written nowhere: the outputs of
 * fixed-output derivations do not depend on the address, so the rest of the graph is the same everywhere.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { systemError, userError } from "../error.ts";
import type { LockedFile } from "./lock.ts";

export const mirrorVariable = "LIMINIX_DEBIAN_MIRROR";
const suite = "bookworm";

/** The root of a Debian mirror, the directory that holds `pool` and `dists`; no slash at its end. */
export type Mirror = string;

/** What `findMirror` asks the machine, so that tests can answer instead. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The output of a command, or undefined where it is missing or fails. */
  readonly output: (program: string, args: readonly string[]) => Promise<string | undefined>;
  /** The text of a file, or undefined where it cannot be read. */
  readonly text: (path: string) => Promise<string | undefined>;
}

/** The address of a locked file. Signs that some servers read differently ("+") are written as %xx. */
export function urlOf(mirror: Mirror, file: Pick<LockedFile, "path">): string {
  return `${mirror}/${file.path.split("/").map(encodeURIComponent).join("/")}`;
}

/** The mirror: `LIMINIX_DEBIAN_MIRROR` if it is set, else the one that this Debian's apt uses. */
export async function findMirror(machine: Machine = thisMachine): Promise<Mirror> {
  const asked = machine.env[mirrorVariable];
  if (asked !== undefined && asked !== "") return checked(asked);
  for (const root of await configured(machine)) {
    const usable = await fetchable(machine, root);
    if (usable !== undefined) return usable.replace(/\/+$/, "");
  }
  throw systemError({
    message: "Found no Debian mirror in this machine's apt configuration",
    details: ["sources and tools are fetched from a Debian mirror; only a Debian machine names one"],
    try: `export ${mirrorVariable}=URL, the directory of any Debian mirror that holds 'pool' and 'dists'`,
  });
}

function checked(address: string): Mirror {
  if (!/^(https?|ftp|file):\/\/./.test(address)) {
    throw userError({
      message: `'${mirrorVariable}' expects the address of a Debian mirror, got "${address}"`,
      try: `export ${mirrorVariable}=http://…/debian`,
    });
  }
  return address.replace(/\/+$/, "");
}

/**
 * Roots of Debian mirrors by apt's sources, the likeliest first. `--print-uris update` says each source's
 * `dists/SUITE/InRelease` in 20 ms, as any user, and before apt has fetched anything. Others' repositories
 * may have a suite of the same name, but not its `-updates`.
 */
async function configured({ output, text }: Machine): Promise<readonly string[]> {
  const listing = (await output("apt-get", ["--print-uris", "update"])) ?? "";
  const sources = [...listing.matchAll(/^'(\S+?)\/dists\/(\S+)\/InRelease'/gm)].map(
    ([, root = "", name = ""]) => ({ root, name }),
  );
  const own = debianCodename((await text("/etc/os-release")) ?? "");
  const rank = ({ root, name }: { readonly root: string; readonly name: string }) =>
    (name === suite ? 0 : 2) +
    (sources.some((other) => other.root === root && other.name === `${name}-updates`) ? 0 : 1);
  return sources
    .filter(({ name }) => name === suite || name === own)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ root }) => root);
}

/** The name of this release of Debian, and of no system made from it: those have mirrors of their own. */
const debianCodename = (release: string): string | undefined =>
  /^ID="?debian"?$/m.test(release) ? /^VERSION_CODENAME="?(\w+)"?$/m.exec(release)?.[1] : undefined;

/** An address that Nix can fetch from. Cloud images list their mirrors in a file (apt-transport-mirror(1)). */
async function fetchable({ text }: Machine, root: string): Promise<string | undefined> {
  if (/^(https?|ftp|file):\/\//.test(root)) return root;
  const list = /^mirror\+file:(?:\/\/)?(\/[^:]+?)\/?$/.exec(root)?.[1];
  if (list === undefined) return undefined;
  return /^(?:https?|ftp|file):\/\/\S+/m.exec((await text(list)) ?? "")?.[0];
}

const run = promisify(execFile);
const thisMachine: Machine = {
  env: process.env,
  output: (program, args) =>
    run(program, args, { env: { ...process.env, LC_ALL: "C" } })
      .then(({ stdout }) => stdout)
      .catch(() => undefined),
  text: (path) => readFile(path, "utf8").catch(() => undefined),
};
