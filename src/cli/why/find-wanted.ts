/** What somebody means by a path of the router, or by the name of a package or of a file. */
import { didYouMean } from "../../did-you-mean.ts";
import { userError } from "../../error.ts";
import { resolvePath } from "../../image/space/index.ts";
import type { ImageContents } from "./image-contents.ts";

export interface Wanted {
  /** As people call it: "dnsmasq-2.90", "/etc/hosts". */
  readonly title: string;
  /** The store objects that it is, or is in. */
  readonly objects: readonly string[];
  /** The file of the tree that it is, if it is in no store object. */
  readonly file?: string;
}

/** "busybox-1.35.0" of its store path, with whatever stands behind that. */
export const nameOf = (path: string): string => path.slice("/nix/store/".length + 33);

const objectOf = (path: string): string | undefined => /^\/nix\/store\/[^/]+/.exec(path)?.[0];

/** What is meant; an error, with what is near, if it is not in the image. */
export function findWanted(word: string, contents: ImageContents): Wanted {
  const found = word.startsWith("/") ? byPath(word, contents) : byName(word, contents);
  if (found !== undefined) return found;
  const near = didYouMean(word, word.startsWith("/") ? [...contents.entries.keys()] : names(contents));
  throw userError({
    message: `'${word}' is not in the image`,
    try: near ?? "liminix size CONFIG --all, which tells all that is",
  });
}

function byPath(path: string, { entries }: ImageContents): Wanted | undefined {
  const entry = resolvePath(entries, path);
  if (entry === undefined) return undefined;
  const object = objectOf(entry.path);
  if (object !== undefined) return { title: nameOf(entry.path), objects: [object] };
  return { title: entry.path, objects: [], file: entry.path };
}

/** A package with or without its version; else whatever file is called so. */
function byName(name: string, contents: ImageContents): Wanted | undefined {
  const objects = contents.objects.filter((path) => {
    const whole = nameOf(path);
    return whole === name || withoutVersion(whole) === name;
  });
  if (objects.length > 0) return { title: objects.map(nameOf).join(", "), objects };
  const path = [...contents.entries.values()].find(
    (entry) => entry.kind === "file" && entry.path.endsWith(`/${name}`),
  )?.path;
  return path === undefined ? undefined : byPath(path, contents);
}

const withoutVersion = (name: string): string => name.replace(/-\d.*$/, "");

const names = ({ entries, objects }: ImageContents): readonly string[] => [
  ...new Set([
    ...objects.map((path) => withoutVersion(nameOf(path))),
    ...[...entries.keys()].flatMap((path) => path.split("/").at(-1) || []),
  ]),
];
