/** Why each package is in an image, in few words, and what would leave with one of the reasons. */
import { reachedFrom, type Space } from "../../image/space/index.ts";
import { nameOf } from "../why/find-wanted.ts";
import type { ImageContents } from "../why/image-contents.ts";

/** By package ("dnsmasq-2.90"), the services and files that need it. */
export type Because = Readonly<Record<string, readonly string[]>>;

export function because({ roots, references }: Pick<ImageContents, "roots" | "references">): Because {
  const reasons = new Map<string, Set<string>>();
  for (const [path, from] of reachedFrom(roots, references)) {
    const there = reasons.get(nameOf(path)) ?? new Set();
    // Services first: they are what somebody asked for.
    for (const kind of ["service", "file"]) {
      for (const root of from) if (root.kind === kind) there.add(root.name);
    }
    reasons.set(nameOf(path), there);
  }
  return Object.fromEntries([...reasons].map(([name, from]) => [name, [...from]]));
}

/** What needs one of an image's packages; nothing for what is no package. */
export const reasonsFor = ({ name, version }: Space, because: Because): readonly string[] =>
  because[version === undefined ? name : `${name}-${version}`] ?? [];

export interface Saving {
  readonly reason: string;
  readonly storedBytes: number;
}

/** What would leave the image with each reason: the packages that nothing else needs. The most first. */
export function savings(parts: readonly Space[], because: Because): readonly Saving[] {
  const saved = new Map<string, number>();
  for (const part of parts) {
    const [only, ...others] = reasonsFor(part, because);
    if (only === undefined || others.length > 0) continue;
    saved.set(only, (saved.get(only) ?? 0) + part.storedBytes);
  }
  return [...saved]
    .map(([reason, storedBytes]) => ({ reason, storedBytes }))
    .toSorted((a, b) => b.storedBytes - a.storedBytes);
}
