import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The project's files: those that git tracks, and new ones that it does not ignore. */
export function trackedFiles(): readonly string[] {
  const listing = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  return listing.split("\0").filter((file) => file !== "" && existsSync(file));
}
