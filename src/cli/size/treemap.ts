/**
 * A rectangle divided into parts by their sizes, each as near to a square as it comes: rows along the shorter side,
 * each filled as long as that makes its worst part better (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).
 */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle for each value, in their order; values must be positive, and the largest first. */
export function squarify(values: readonly number[], whole: Rectangle): readonly Rectangle[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const scale = (whole.width * whole.height) / total;
  let left = whole;
  const placed: Rectangle[] = [];
  for (let at = 0; at < values.length; ) {
    const side = Math.min(left.width, left.height);
    const row = rowOf(
      values.slice(at).map((value) => value * scale),
      side,
    );
    const thickness = row.reduce((sum, area) => sum + area, 0) / side;
    placed.push(...layRow(row, thickness, left));
    left = withoutRow(left, thickness);
    at += row.length;
  }
  return placed;
}

/** The first areas, as many as are best in one row along this side. */
function rowOf(areas: readonly number[], side: number): readonly number[] {
  let count = 1;
  while (count < areas.length && worst(areas.slice(0, count + 1), side) <= worst(areas.slice(0, count), side))
    count++;
  return areas.slice(0, count);
}

/** How much longer than wide the worst of a row is. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0);
  const thickness = sum / side;
  return Math.max(...row.map((area) => Math.max(thickness ** 2 / area, area / thickness ** 2)));
}

/** Along the left side of what is wide, along the top of what is high. */
function layRow(
  row: readonly number[],
  thickness: number,
  { x, y, width, height }: Rectangle,
): readonly Rectangle[] {
  let along = 0;
  return row.map((area) => {
    const length = area / thickness;
    const place =
      width >= height
        ? { x, y: y + along, width: thickness, height: length }
        : { x: x + along, y, width: length, height: thickness };
    along += length;
    return place;
  });
}

const withoutRow = ({ x, y, width, height }: Rectangle, thickness: number): Rectangle =>
  width >= height
    ? { x: x + thickness, y, width: width - thickness, height }
    : { x, y: y + thickness, width, height: height - thickness };
