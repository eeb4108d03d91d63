/** A picture of the graph of services: what comes first is left. */
import type { CompiledGraph, CompiledService } from "../../system/services/index.ts";
import { escapeXml } from "../escape-xml.ts";
import { type Box, type Edge, layered, type Size } from "./layered.ts";
import { showCondition } from "./show-condition.ts";

interface Arrow extends Edge {
  readonly kind: "needs" | "contains" | "watches" | "logs";
  /** The outputs that are read. */
  readonly label: string;
}

const MARGIN = 24;
const LINE = 17;
const LEGEND = 40;

/** The graph as a standalone SVG document. */
export function graphSvg({ services, wanted }: CompiledGraph): string {
  const texts = new Map(Object.entries(services).map(([name, service]) => [name, textOf(name, service)]));
  const nodes = new Map([...texts].map(([name, lines]) => [name, sizeOf(lines)]));
  const arrows = Object.entries(services).flatMap(([name, service]) => arrowsOf(name, service));
  const { boxes, bends, ...size } = layered(nodes, arrows);
  const width = Math.max(size.width + 2 * MARGIN, Object.keys(colours).length * 170 + 180);
  const height = size.height + 2 * MARGIN + LEGEND;
  const body = [
    ...arrows.map((arrow) => drawArrow(arrow, boxes, bends.get(arrow) ?? [])),
    ...[...boxes].map(([name, box]) =>
      drawService(box, texts.get(name) ?? [], services[name]?.type ?? "longrun", wanted.includes(name)),
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" font-family="sans-serif" font-size="12">
<title>${texts.size} services, each right of what it needs</title>
<defs>${Object.entries(colours).map(head).join("")}</defs>
<rect width="100%" height="100%" fill="#fff"/>
<g transform="translate(${MARGIN} ${MARGIN})">
${body.join("\n")}
</g>
${legend(height - LEGEND / 2)}
</svg>
`;
}

type Line = readonly [text: string, kind: "name" | "note"];

function textOf(name: string, { type, description, condition, outputs }: CompiledService): readonly Line[] {
  const notes = [
    description === "" ? type : `${type}: ${description}`,
    ...(condition === undefined ? [] : [`waits for ${showCondition(condition)}`]),
    ...(outputs.length === 0 ? [] : [`tells ${outputs.join(", ")}`]),
  ];
  return [[name, "name"], ...notes.map((note): Line => [shorten(note), "note"])];
}

const LONGEST = 44;
const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Letters are about so wide in most sans-serif fonts. */
const sizeOf = (lines: readonly Line[]): Size => ({
  width: Math.max(...lines.map(([text, kind]) => text.length * (kind === "name" ? 8 : 6.4))) + 24,
  height: lines.length * LINE + 12,
});

function arrowsOf(name: string, service: CompiledService): readonly Arrow[] {
  const { dependencies, contents, condition, reads, logTo } = service;
  const labels = Map.groupBy(reads, (read) => read.service);
  const label = (from: string) => (labels.get(from) ?? []).map(({ output }) => output).join(", ");
  const watched = condition === undefined ? [] : servicesIn(condition);
  return [
    ...dependencies.map((from) => ({ from, to: name, kind: "needs" as const, label: label(from) })),
    ...contents.map((from) => ({ from, to: name, kind: "contains" as const, label: "" })),
    ...watched.map((from) => ({ from, to: name, kind: "watches" as const, label: "" })),
    // Whoever reads a log is there first.
    ...(logTo === undefined ? [] : [{ from: logTo, to: name, kind: "logs" as const, label: "" }]),
  ];
}

function servicesIn(condition: NonNullable<CompiledService["condition"]>): readonly string[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(servicesIn);
    case "not":
      return servicesIn(condition.of);
    case "healthy":
      return [condition.check];
    case "output":
      return [condition.service];
    default:
      return [];
  }
}

const colours = { needs: "#555", contains: "#999", watches: "#b36b00", logs: "#2b6cb0" };
const dashes = {
  needs: "",
  contains: ' stroke-dasharray="2 3"',
  watches: ' stroke-dasharray="6 4"',
  logs: ' stroke-dasharray="1 3"',
};
/** What a service says goes the other way, to the one that is there first. */
const heads = { needs: "marker-end", contains: "marker-end", watches: "marker-end", logs: "marker-start" };
const stroke = (kind: Arrow["kind"]): string =>
  `fill="none" stroke="${colours[kind]}"${dashes[kind]} ${heads[kind]}="url(#${kind})"`;

const head = ([kind, colour]: readonly [string, string]): string =>
  `<marker id="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;

const fills = { longrun: "#e3effb", oneshot: "#e8f5e4", bundle: "#f2f2f2" };

function drawArrow(arrow: Arrow, boxes: ReadonlyMap<string, Box>, bends: readonly Box[]): string {
  const [from, to] = [boxes.get(arrow.from), boxes.get(arrow.to)];
  if (from === undefined || to === undefined) return "";
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  // A bend runs straight through its layer.
  const points = [
    ...bends.flatMap(({ x, y, width, height }) => [
      { x, y: y + height / 2 },
      { x: x + width, y: y + height / 2 },
    ]),
    { x: to.x, y: to.y + to.height / 2 },
  ];
  let at = start;
  const steps = points.map((next) => {
    const middle = (at.x + next.x) / 2;
    const step =
      at.y === next.y
        ? `H${round(next.x)}`
        : `C${round(middle)} ${round(at.y)} ${round(middle)} ${round(next.y)} ${round(next.x)} ${round(next.y)}`;
    at = next;
    return step;
  });
  const title = arrow.label === "" ? "" : `<title>${escapeXml(`${arrow.to} reads ${arrow.label}`)}</title>`;
  return `<path d="M${round(start.x)} ${round(start.y)}${steps.join("")}" ${stroke(arrow.kind)}>${title}</path>`;
}

function drawService(
  { x, y, width, height }: Box,
  lines: readonly Line[],
  type: CompiledService["type"],
  wanted: boolean,
): string {
  const border = wanted ? 'stroke="#222" stroke-width="1.6"' : 'stroke="#aaa"';
  const words = lines.map(([text, kind], index) => {
    const look = kind === "name" ? 'font-weight="bold" font-size="13"' : 'fill="#444"';
    return `<text x="${round(x + 12)}" y="${round(y + 18 + index * LINE)}" ${look}>${escapeXml(text)}</text>`;
  });
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${type === "bundle" ? 14 : 4}" fill="${fills[type]}" ${border}/>\n${words.join("\n")}`;
}

function legend(y: number): string {
  const words = [
    ["needs", "comes after"],
    ["contains", "is in a bundle"],
    ["watches", "in its condition"],
    ["logs", "is told what it says"],
  ] as const;
  const samples = words.map(
    ([kind, text], index) =>
      `<path d="M${MARGIN + index * 170} ${round(y)}h36" ${stroke(kind)}/><text x="${MARGIN + 44 + index * 170}" y="${round(y + 4)}" fill="#444">${text}</text>`,
  );
  return [
    ...samples,
    `<text x="${MARGIN + words.length * 170}" y="${round(y + 4)}" fill="#444">dark border: wanted</text>`,
  ].join("\n");
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
