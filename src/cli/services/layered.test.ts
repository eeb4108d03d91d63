import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, type Edge, layered } from "./layered.ts";

const size = { width: 100, height: 40 };
const nodes = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`n${index}`, size]));

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const graphs = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 }).map((pairs) => ({
    count,
    // From the smaller to the larger number: no loops.
    edges: pairs
      .filter(([a, b]) => a !== b)
      .map(([a, b]): Edge => ({ from: `n${Math.min(a, b)}`, to: `n${Math.max(a, b)}` })),
  })),
);

test("whatever the graph, no boxes overlap, all arrows go right, and all is within the picture", () => {
  fc.assert(
    fc.property(graphs, ({ count, edges }) => {
      const { boxes, bends, width, height } = layered(nodes(count), edges);
      const all = [...boxes.values()];
      expect(all).toHaveLength(count);
      for (const [index, a] of all.entries()) {
        for (const b of all.slice(index + 1)) expect(apart(a, b)).toBe(true);
        expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(0);
        expect(a.x + a.width).toBeLessThanOrEqual(width);
        expect(a.y + a.height).toBeLessThanOrEqual(height + 1e-9);
      }
      for (const edge of edges) {
        const way = [boxes.get(edge.from), ...(bends.get(edge) ?? []), boxes.get(edge.to)];
        way.slice(1).forEach((to, step) => {
          const from = way[step];
          expect((from?.x ?? 0) + (from?.width ?? 0)).toBeLessThan(to?.x ?? 0);
        });
      }
    }),
  );
});

test("a chain is a straight line", () => {
  const edges = [
    { from: "n0", to: "n1" },
    { from: "n1", to: "n2" },
  ];
  const { boxes } = layered(nodes(3), edges);
  expect(new Set([...boxes.values()].map(({ y }) => y)).size).toBe(1);
});

test("two arrows that need not cross do not", () => {
  const edges = [
    { from: "n0", to: "n3" },
    { from: "n1", to: "n2" },
  ];
  const { boxes } = layered(nodes(4), edges);
  const y = (name: string) => boxes.get(name)?.y ?? Number.NaN;
  expect(Math.sign(y("n0") - y("n1"))).toBe(Math.sign(y("n3") - y("n2")));
});
