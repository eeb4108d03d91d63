/** The name that somebody who mistyped one most likely meant; undefined if none is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, distance: name.startsWith(given) ? 0 : distance(given, name) }))
    .filter((one) => one.distance <= Math.max(1, Math.floor(Math.max(given.length, one.name.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** How many letters are more, fewer or others (Levenshtein). */
function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const above = last[column] ?? 0;
      const before = current[column - 1] ?? 0;
      const diagonal = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(above + 1, before + 1, diagonal));
    }
    last = current;
  }
  return last[b.length] ?? 0;
}
