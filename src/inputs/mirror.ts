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
  for (const root of [...(await indexed(machine)), ...(await configured(machine))]) {
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

/** Roots of Debian's main component, the pinned suite's first, by the indexes apt has fetched. */
async function indexed({ output }: Machine): Promise<readonly string[]> {
  const format = "$(ORIGIN)|$(COMPONENT)|$(CODENAME)|$(REPO_URI)";
  const rows = (
    await output("apt-get", ["indextargets", "--format", format, "Created-By: Packages", "Component: main"])
  )
    ?.split("\n")
    .map((line) => line.split("|"))
    .flatMap(([origin, , codename, root]) =>
      origin === "Debian" && codename !== undefined && root !== undefined && !codename.includes("-")
        ? [{ codename, root }]
        : [],
    );
  return pinnedFirst(rows ?? []);
}

/** The same from apt's sources alone, for a machine that never ran `apt-get update`. */
async function configured({ output, text }: Machine): Promise<readonly string[]> {
  const release = await text("/etc/os-release");
  if (release === undefined || !/^ID="?debian"?$/m.test(release)) return [];
  const own = /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(release)?.[1];
  const listing = (await output("apt-get", ["--print-uris", "update"])) ?? "";
  const rows = [...listing.matchAll(/^'(\S+?)\/dists\/([a-z]+)\/InRelease'/gm)].flatMap(
    ([, root, codename]) =>
      root !== undefined && codename !== undefined && [suite, own, "stable"].includes(codename)
        ? [{ codename, root }]
        : [],
  );
  return pinnedFirst(rows);
}

const pinnedFirst = (rows: readonly { readonly codename: string; readonly root: string }[]) =>
  rows
    .toSorted((a, b) => Number(b.codename === suite) - Number(a.codename === suite))
    .map(({ root }) => root);

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
