/** The matrix of zones as a picture: who speaks is left, who is spoken to is above. */
import { escapeXml } from "../escape-xml.ts";
import type { Cell } from "./zone-matrix.ts";

const ROW = 44;
const HEAD = 56;
const LETTER = 6.6;
const colours = { everything: "#cfe8cf", something: "#fdf0c4", nothing: "#f6d5d0", same: "#eee" } as const;

/** A standalone SVG document. */
export function matrixSvg(cells: readonly Cell[]): string {
  const rows = [...new Set(cells.map(({ from }) => from))];
  const columns = [...new Set(cells.map(({ to }) => to))];
  const words = (cell: Cell): string => (cell.open.length > 0 ? cell.open.join(", ") : "nothing");
  const widthOf = (texts: readonly string[]): number =>
    Math.max(90, ...texts.map(({ length }) => length * LETTER + 24));
  const left = widthOf(rows.map((row) => `from ${row}`));
  const widths = columns.map((to) =>
    widthOf([`to ${to}`, ...cells.filter((cell) => cell.to === to).map(words)]),
  );
  const x = (index: number): number => left + widths.slice(0, index).reduce((sum, width) => sum + width, 0);
  const width = x(columns.length) + 20;
  const height = HEAD + rows.length * ROW + 20;
  const drawn = cells.map((cell) => {
    const column = columns.indexOf(cell.to);
    const [at, top, wide] = [x(column), HEAD + rows.indexOf(cell.from) * ROW, widths[column] ?? 0];
    const within = cell.from === cell.to && cell.open.length === 0;
    return `<rect x="${at + 3}" y="${top + 3}" width="${wide - 6}" height="${ROW - 6}" rx="5" fill="${colours[kindOf(cell)]}"/>
<text x="${at + wide / 2}" y="${top + ROW / 2 + 4}" text-anchor="middle" fill="#222">${within ? "" : escapeXml(words(cell))}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<title>Who may begin to speak to whom</title>
<rect width="100%" height="100%" fill="#fff"/>
${columns.map((to, index) => `<text x="${x(index) + (widths[index] ?? 0) / 2}" y="36" text-anchor="middle" font-weight="bold">to ${escapeXml(to)}</text>`).join("\n")}
${rows.map((from, index) => `<text x="${left - 12}" y="${HEAD + index * ROW + ROW / 2 + 4}" text-anchor="end" font-weight="bold">from ${escapeXml(from)}</text>`).join("\n")}
${drawn.join("\n")}
</svg>
`;
}

function kindOf({ from, to, open }: Cell): keyof typeof colours {
  if (open.includes("everything")) return "everything";
  if (open.length > 0) return "something";
  return from === to ? "same" : "nothing";
}
