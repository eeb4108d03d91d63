/**
 * The names that somebody who typed `given` most likely meant, nearest first. A name counts as near when
 * no more than a third of it differs, or when it begins with what was typed.
 */
export function similarNames(given: string, names: Iterable<string>): readonly string[] {
  const wanted = given.toLowerCase();
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceTo(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(name.length, given.length) / 3)),
    )
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** "did you mean 'kernel'?", or the list of what there is when nothing is near. */
export function didYouMean(given: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  const near = similarNames(given, all);
  if (near.length > 0) return `did you mean ${near.map((name) => `'${name}'`).join(" or ")}?`;
  return all.length === 0 ? undefined : `one of ${all.join(", ")}`;
}

function distanceTo(wanted: string, name: string): number {
  return wanted.length >= 3 && name.startsWith(wanted) ? 0 : editDistance(wanted, name);
}

/** Optimal string alignment: a letter more, less, other, or two letters swapped each count one. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
