/**
 * Places for the nodes of a graph without loops, in layers from left to right (after Sugiyama, Tagawa and Toda
 * 1981): each node right of all it needs, long edges bent where they cross a layer, and few crossings, by
 * moving each node towards the middle of its neighbours.
 */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Layout extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  /** For each edge the points between its ends, from left to right. */
  readonly bends: ReadonlyMap<Edge, readonly Box[]>;
}

const GAP = { across: 70, down: 18 };
const BEND = { width: 0, height: 10 };
const SWEEPS = 12;

export function layered(nodes: ReadonlyMap<string, Size>, edges: readonly Edge[]): Layout {
  const depths = depthsOf([...nodes.keys()], edges);
  const layers: string[][] = [];
  const sizes = new Map(nodes);
  const neighbours = new Map<string, string[]>();
  const place = (name: string, depth: number) => {
    while (layers.length <= depth) layers.push([]);
    layers[depth]?.push(name);
  };
  const join = (a: string, b: string) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
  };
  for (const name of nodes.keys()) place(name, depths.get(name) ?? 0);
  const bendNames = new Map<Edge, readonly string[]>();
  edges.forEach((edge, index) => {
    const start = depths.get(edge.from) ?? 0;
    const length = (depths.get(edge.to) ?? 0) - start;
    const bends = Array.from({ length: Math.max(0, length - 1) }, (_, step) => `\0${index}.${step}`);
    bends.forEach((name, step) => {
      sizes.set(name, BEND);
      place(name, start + step + 1);
    });
    const way = [edge.from, ...bends, edge.to];
    way.slice(1).forEach((name, step) => {
      join(way[step] ?? name, name);
    });
    bendNames.set(edge, bends);
  });
  const ordered = ordering(layers, neighbours);
  const placed = coordinates(ordered, sizes, neighbours);
  return {
    ...extent(placed.values()),
    boxes: new Map([...nodes.keys()].map((name) => [name, boxOf(placed, name)])),
    bends: new Map([...bendNames].map(([edge, names]) => [edge, names.map((name) => boxOf(placed, name))])),
  };
}

const boxOf = (placed: ReadonlyMap<string, Box>, name: string): Box =>
  placed.get(name) ?? { x: 0, y: 0, width: 0, height: 0 };

/** The length of the longest way to each node. */
function depthsOf(names: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const into = Map.groupBy(edges, ({ to }) => to);
  const depths = new Map<string, number>();
  const depth = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    const found = Math.max(-1, ...(into.get(name) ?? []).map(({ from }) => depth(from))) + 1;
    depths.set(name, found);
    return found;
  };
  names.forEach(depth);
  return depths;
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

/** Sorts each layer by the mean place of the neighbours, to and fro. */
function ordering(layers: readonly string[][], neighbours: Neighbours): readonly (readonly string[])[] {
  const result = layers.map((layer) => [...layer]);
  const places = new Map<string, number>();
  const note = (layer: readonly string[]) =>
    layer.forEach((name, index) => void places.set(name, (index + 0.5) / layer.length));
  result.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? result : result.toReversed()) {
      const wanted = new Map(layer.map((name) => [name, mean(name, neighbours, places)]));
      layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      note(layer);
    }
  }
  return result;
}

function mean(name: string, neighbours: Neighbours, places: ReadonlyMap<string, number>): number {
  const those = neighbours.get(name) ?? [];
  if (those.length === 0) return places.get(name) ?? 0;
  return those.reduce((sum, other) => sum + (places.get(other) ?? 0), 0) / those.length;
}

/** Moves each node as near to its neighbours' height as the order in its layer lets it. */
function coordinates(
  layers: readonly (readonly string[])[],
  sizes: ReadonlyMap<string, Size>,
  neighbours: Neighbours,
): ReadonlyMap<string, Box> {
  const size = (name: string): Size => sizes.get(name) ?? BEND;
  const middles = new Map<string, number>();
  for (const layer of layers) stack(layer, (name) => middles.get(name) ?? 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed())
      stack(layer, (name) => mean(name, neighbours, middles));
  }
  const top = Math.min(...[...middles].map(([name, middle]) => middle - size(name).height / 2));
  let x = 0;
  return new Map(
    layers.flatMap((layer) => {
      const width = Math.max(...layer.map((name) => size(name).width));
      const boxes = layer.map((name): [string, Box] => {
        const { height } = size(name);
        return [name, { x, y: (middles.get(name) ?? 0) - height / 2 - top, width, height }];
      });
      x += width + GAP.across;
      return boxes;
    }),
  );

  /** Places a layer's nodes at the heights they want, then apart, then back to where they wanted to be on average. */
  function stack(layer: readonly string[], wanted: (name: string) => number): void {
    const wishes = layer.map(wanted);
    let end = Number.NEGATIVE_INFINITY;
    const tops = layer.map((name, index) => {
      const { height } = size(name);
      const start = Math.max((wishes[index] ?? 0) - height / 2, end);
      end = start + height + GAP.down;
      return start;
    });
    const drift =
      layer.reduce(
        (sum, name, index) => sum + (wishes[index] ?? 0) - (tops[index] ?? 0) - size(name).height / 2,
        0,
      ) / layer.length;
    layer.forEach((name, index) => {
      middles.set(name, (tops[index] ?? 0) + drift + size(name).height / 2);
    });
  }
}

function extent(boxes: Iterable<Box>): Size {
  let [width, height] = [0, 0];
  for (const box of boxes) {
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
  }
  return { width, height };
}
