/** Why something is in an image: the chains of store objects, each mentioned by the one before, that lead to it. */

/** Something that is in an image of itself, and the store objects that it mentions. */
export interface Root {
  readonly name: string;
  readonly mentions: readonly string[];
}

export interface Reason<R extends Root> {
  readonly root: R;
  /** Store paths, from what the root mentions to what was asked for. */
  readonly chain: readonly string[];
}

/** From each root that leads there, the shortest chain to one of these store paths; the shortest of them first. */
export function reasonsFor<R extends Root>(
  wanted: readonly string[],
  roots: readonly R[],
  references: ReadonlyMap<string, readonly string[]>,
): readonly Reason<R>[] {
  const next = towards(wanted, references);
  return roots
    .flatMap((root): readonly Reason<R>[] => {
      const chains = root.mentions.flatMap((path) => (next.has(path) ? [follow(path, next)] : []));
      const [chain] = chains.toSorted((a, b) => a.length - b.length);
      return chain === undefined ? [] : [{ root, chain }];
    })
    .toSorted((a, b) => a.chain.length - b.chain.length);
}

/** Of each path that leads to what is wanted, the next one on the way; of what is wanted itself, nothing. */
function towards(
  wanted: readonly string[],
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string | undefined> {
  const mentionedBy = new Map<string, string[]>();
  for (const [path, mentioned] of references) {
    for (const other of mentioned) mentionedBy.set(other, [...(mentionedBy.get(other) ?? []), path]);
  }
  const next = new Map<string, string | undefined>(wanted.map((path) => [path, undefined]));
  // A map is gone through in the order of its growth: the nearest first.
  for (const path of next.keys()) {
    for (const other of mentionedBy.get(path) ?? []) if (!next.has(other)) next.set(other, path);
  }
  return next;
}

function follow(from: string, next: ReadonlyMap<string, string | undefined>): readonly string[] {
  const after = next.get(from);
  return after === undefined ? [from] : [from, ...follow(after, next)];
}
