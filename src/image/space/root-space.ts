/** The space of a root filesystem, by package: each folder of the store is one's, and the rest is the configuration's own. */
import type { Squashfs } from "../read/index.ts";
import { type Leaf, opened, part, type Space, spaceOf, whole } from "./space.ts";

/** What no package has brought: services' scripts, /etc, and whatever else is a file alone. */
export const OWN_FILES = "files of this configuration";
export const TABLES = "names and modes";

/** The filesystem's packages, its own files and its tables; `imageBytes` more than it uses are what pads it. */
export function rootSpace({ entries, tableBytes, usedBytes }: Squashfs, imageBytes: number): Space {
  const folders = new Set(entries.filter(({ kind }) => kind === "directory").map(({ path }) => path));
  const packages = new Map<string, Leaf[]>();
  const own: Leaf[] = [];
  for (const { path, kind, sizeBytes, storedBytes } of entries) {
    if (kind !== "file") continue;
    const object = /^\/nix\/store\/[0-9a-z]{32}-[^/]+/.exec(path)?.[0];
    if (object === undefined || !folders.has(object)) {
      own.push({ words: wordsOf(object === undefined ? path : withoutHash(path)), sizeBytes, storedBytes });
      continue;
    }
    const name = nameOf(object);
    const there = packages.get(name) ?? [];
    there.push({ words: wordsOf(path.slice(object.length)), sizeBytes, storedBytes });
    packages.set(name, there);
  }
  const padding = imageBytes - usedBytes;
  return whole("root filesystem", [
    ...[...packages].map(([name, leaves]) => versioned(opened(spaceOf(name, leaves)))),
    spaceOf(OWN_FILES, own),
    part(TABLES, tableBytes),
    ...(padding > 0 ? [part("padding", padding)] : []),
  ]);
}

/** "busybox-1.35.0" of a store path, as Nix tells name and version apart (parseDrvName of names.cc). */
const nameOf = (object: string): string => object.slice("/nix/store/".length + 33);

const versioned = ({ name, ...space }: Space): Space => {
  const at = name.search(/-\d/);
  if (at < 0) return { ...space, name };
  return Object.freeze({ ...space, name: name.slice(0, at), version: name.slice(at + 1) });
};

const withoutHash = (path: string): string => path.replace(/^(\/nix\/store\/)[0-9a-z]{32}-/, "$1");

/** "/etc/passwd" is "/etc" and "passwd"; the store's own two folders count as one. */
const wordsOf = (path: string): readonly string[] =>
  path
    .replace(/^\/nix\/store\//, "services' scripts and settings/")
    .replace(/^\//, "")
    .split("/");
