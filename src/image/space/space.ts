/** What takes the space of an image: a tree of its parts, each with the bytes that it takes. */

export interface Space {
  readonly name: string;
  readonly version?: string;
  /** As whoever reads it sees it. */
  readonly sizeBytes: number;
  /** What it takes of the image, packed as it is there. */
  readonly storedBytes: number;
  /** The largest first; together they are the whole, unless there are none. */
  readonly parts: readonly Space[];
}

/** One file on its way into the tree: the names of all that it is in, then its own. */
export interface Leaf {
  readonly words: readonly string[];
  readonly sizeBytes: number;
  readonly storedBytes: number;
}

/** Leaves under their common names. A folder that holds nothing but another is one with it: "lib/firmware". */
export function spaceOf(name: string, leaves: readonly Leaf[]): Space {
  const below = new Map<string, Leaf[]>();
  for (const { words, ...bytes } of leaves) {
    const [first, ...rest] = words;
    if (first === undefined) continue;
    const there = below.get(first) ?? [];
    there.push({ ...bytes, words: rest });
    below.set(first, there);
  }
  return whole(
    name,
    [...below].map(([part, inside]) =>
      inside.every(({ words }) => words.length === 0) ? atom(part, inside) : joined(spaceOf(part, inside)),
    ),
  );
}

/** Parts under one name. */
export function whole(name: string, parts: readonly Space[]): Space {
  const sum = (of: (part: Space) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return Object.freeze({
    name,
    sizeBytes: sum(({ sizeBytes }) => sizeBytes),
    storedBytes: sum(({ storedBytes }) => storedBytes),
    parts: parts.toSorted((a, b) => b.storedBytes - a.storedBytes || (a.name < b.name ? -1 : 1)),
  });
}

/** A part that has none itself. */
export const part = (name: string, storedBytes: number, sizeBytes = storedBytes): Space =>
  Object.freeze({ name, sizeBytes, storedBytes, parts: [] });

const atom = (name: string, leaves: readonly Leaf[]): Space => {
  const { sizeBytes, storedBytes } = whole(
    name,
    leaves.map((leaf) => part(name, leaf.storedBytes, leaf.sizeBytes)),
  );
  return part(name, storedBytes, sizeBytes);
};

function joined(space: Space): Space {
  const [only, ...others] = space.parts;
  if (only === undefined || others.length > 0) return space;
  return { ...only, name: `${space.name}/${only.name}` };
}

/** A part whose only folder is opened: "chronyd" of "bin" of a package is its "bin/chronyd". */
export function opened(space: Space): Space {
  const [only, ...others] = space.parts;
  if (only === undefined || others.length > 0 || only.parts.length === 0) return space;
  return {
    ...space,
    parts: only.parts.map((inside) => ({ ...inside, name: `${only.name}/${inside.name}` })),
  };
}

/** "busybox 1.35.0" */
export const titleOf = ({ name, version }: Space): string =>
  version === undefined ? name : `${name} ${version}`;
