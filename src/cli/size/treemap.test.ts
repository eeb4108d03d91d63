import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rectangle, squarify } from "./treemap.ts";

const sizes = fc
  .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 })
  .map((values) => values.toSorted((a, b) => b - a));
const wholes = fc.record({
  x: fc.integer({ min: -50, max: 50 }),
  y: fc.integer({ min: -50, max: 50 }),
  width: fc.integer({ min: 10, max: 2000 }),
  height: fc.integer({ min: 10, max: 2000 }),
});
const area = ({ width, height }: Rectangle): number => width * height;

test("each part has its share of the area", () =>
  fc.assert(
    fc.property(sizes, wholes, (values, whole) => {
      const total = values.reduce((sum, value) => sum + value, 0);
      const places = squarify(values, whole);
      expect(places).toHaveLength(values.length);
      for (const [index, place] of places.entries()) {
        expect(area(place) / area(whole)).toBeCloseTo((values[index] ?? 0) / total, 6);
      }
    }),
  ));

test("parts are inside, and do not overlap", () =>
  fc.assert(
    fc.property(sizes, wholes, (values, whole) => {
      const slack = 1e-6 * (whole.width + whole.height);
      const places = squarify(values, whole);
      for (const [index, one] of places.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(whole.x - slack);
        expect(one.y).toBeGreaterThanOrEqual(whole.y - slack);
        expect(one.x + one.width).toBeLessThanOrEqual(whole.x + whole.width + slack);
        expect(one.y + one.height).toBeLessThanOrEqual(whole.y + whole.height + slack);
        for (const other of places.slice(index + 1)) {
          const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
          const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
          expect(Math.min(wide, high)).toBeLessThanOrEqual(slack);
        }
      }
    }),
  ));

test("the paper's example comes out as in the paper: no part is nearly as long as in strips", () => {
  const places = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
  expect(places.slice(0, 2)).toEqual([
    { x: 0, y: 0, width: 3, height: 2 },
    { x: 0, y: 2, width: 3, height: 2 },
  ]);
  const ratios = places.map(({ width, height }) => Math.max(width / height, height / width));
  expect(Math.max(...ratios)).toBeLessThan(3);
});
