/**
 * Fails when a file of the project names a place that belongs to one machine: the host of a package registry
 * or a Debian mirror, or a directory of this machine. It knows none of them by name: it asks apt, npm and the
 * lock file of npm which there are. Run as `node tools/check-hosts.ts`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { trackedFiles } from "./tracked-files.ts";

/** Host names in some text of addresses, without those of this machine itself. */
export function hostsIn(text: string): readonly string[] {
  const hosts = [...text.matchAll(/\b(?:https?|ftp):\/\/(?:[^\s/@]*@)?([\w.-]+)/g)].map(
    ([, host]) => host ?? "",
  );
  return [...new Set(hosts)].filter((host) => host.includes(".") && !/^[\d.]+$/.test(host));
}

export interface Finding {
  readonly line: number;
  readonly found: string;
}

/** Where a text names one of the forbidden places: whole, so that a longer host name is another host. */
export function findingsIn(text: string, forbidden: readonly string[]): readonly Finding[] {
  const lines = text.split("\n");
  return forbidden.flatMap((found) => {
    const whole = new RegExp(`(?<![\\w.-])${found.replace(/[.+*?$^()[\]{}|\\]/g, "\\$&")}(?![\\w-]|\\.\\w)`);
    return lines.flatMap((line, n) => (whole.test(line) ? [{ line: n + 1, found }] : []));
  });
}

function output(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return ""; // no apt or no npm here: nothing that it could name
  }
}

if (import.meta.main) {
  const packageLock = readFileSync("package-lock.json", "utf8");
  const asked = [
    output("apt-get", ["--print-uris", "update"]),
    output("npm", ["config", "get", "registry"]),
    process.env.LIMINIX_DEBIAN_MIRROR ?? "",
  ].join("\n");
  const here = process.cwd();
  const forbidden = [...hostsIn(asked), ...(here.split("/").length > 2 ? [here] : [])]; // "/src" says too little
  const complaints = trackedFiles().flatMap((file) =>
    findingsIn(readFileSync(file, "utf8"), forbidden).map(
      ({ line, found }) => `${file}:${line}: names ${found}`,
    ),
  );
  if (/"resolved"\s*:/.test(packageLock)) complaints.push("package-lock.json: holds download addresses");
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
}
