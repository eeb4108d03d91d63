/** Small files and directories, in the ways that limd wants them. */
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readDirectory,
  readFile,
  rename,
  rmdir,
  stat,
  symlink,
  unlink,
  writeFile,
} from "host";
import { unless } from "./attempt.ts";

export interface Owner {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Makes a directory, with those above it, or gives the one that is there its mode and owner. */
export function makeDirectory(path: string, { mode, uid = 0, gid = 0 }: Owner): void {
  const above = path.slice(0, path.lastIndexOf("/"));
  if (above !== "" && stat(above) === undefined) makeDirectory(above, { mode: 0o755 });
  unless(["EEXIST"], () => mkdir(path, 0o700));
  chown(path, uid, gid);
  chmod(path, mode);
}

/** Whoever reads the path finds the old contents or the new ones. */
export function replaceFile(path: string, text: string, owner: Owner): void {
  const temporary = `${path}.new`;
  unless(["ENOENT"], () => unlink(temporary));
  writeFile(temporary, text, owner.mode);
  chown(temporary, owner.uid ?? 0, owner.gid ?? 0);
  chmod(temporary, owner.mode); // whatever the umask is
  rename(temporary, path);
}

/** The same, of a link to another place. */
export function replaceLink(path: string, target: string): void {
  const temporary = `${path}.new`;
  unless(["ENOENT"], () => unlink(temporary));
  symlink(target, temporary);
  rename(temporary, path);
}

/** The contents of a file; undefined if there is none. */
export function readIfThere(path: string): string | undefined {
  return unless(["ENOENT", "ESRCH"], () => readFile(path));
}

export function removeIfThere(path: string): void {
  unless(["ENOENT"], () => unlink(path));
}

/** Takes away all that is in a directory, and leaves it. Links are taken away, and not followed. */
export function emptyDirectory(path: string): void {
  for (const name of unless(["ENOENT"], () => readDirectory(path)) ?? []) {
    const entry = `${path}/${name}`;
    if (lstat(entry)?.kind !== "directory") removeIfThere(entry);
    else {
      emptyDirectory(entry);
      rmdir(entry);
    }
  }
}
