/** What differs between two images, part by part. */
import type { Space } from "./space.ts";

export interface Change {
  readonly name: string;
  /** Absent if the part is new. */
  readonly before?: Space;
  /** Absent if it is gone. */
  readonly after?: Space;
  /** How many bytes more of the image it takes now. */
  readonly moreBytes: number;
}

/** The packages and parts of other sizes or versions, what grew most before all; parts are the same by their names. */
export function changesOf(before: Space, after: Space): readonly Change[] {
  const [then, now] = [byName(before), byName(after)];
  return [...new Set([...now.keys(), ...then.keys()])]
    .map((name): Change => {
      const [was, is] = [then.get(name), now.get(name)];
      return {
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
        moreBytes: Math.round(is?.storedBytes ?? 0) - Math.round(was?.storedBytes ?? 0),
      };
    })
    .filter(({ before, after, moreBytes }) => moreBytes !== 0 || before?.version !== after?.version)
    .toSorted((a, b) => b.moreBytes - a.moreBytes || (a.name < b.name ? -1 : 1));
}

/** The parts of the image's parts; a part that has none is one itself. */
const byName = (image: Space): ReadonlyMap<string, Space> =>
  new Map(
    image.parts
      .flatMap((part) => (part.parts.length > 0 ? part.parts : [part]))
      .map((part) => [part.name, part]),
  );
