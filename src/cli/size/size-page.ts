/** The map of an image as one page that needs nothing else: packages, and in each its files; light or dark, as the reader likes. */
import type { Space } from "../../image/space/index.ts";
import { titleOf } from "../../image/space/index.ts";
import { byteSize } from "../build-view/byte-size.ts";
import { escapeXml } from "../escape-xml.ts";
import { type Because, reasonsFor } from "./because.ts";
import type { Measured } from "./measure.ts";
import { type Rectangle, squarify } from "./treemap.ts";

const WHOLE: Rectangle = { x: 0, y: 0, width: 1200, height: 720 };
const TITLE = 18;
const GAP = 2;
const LETTER = 6.9;
/** Colours go round by the angle that repeats latest. */
const GOLDEN_DEGREES = 137.5;
/** A part that would be smaller is not drawn: its folder shows that there is something. */
const LEAST_AREA = 30;

/** A page of HTML. */
export function sizePage({ image, rooms, because }: Measured): string {
  const inRoom = rooms
    .map(
      ({ partition, sizeBytes, takenBytes }) =>
        ` – ${byteSize(takenBytes)} of the ${byteSize(sizeBytes)} of partition '${escapeXml(partition)}'`,
    )
    .join("");
  const title = `${escapeXml(image.name)}: ${sizeOf(image)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark; --light: 82%; --text: #1b1b1b; --line: #fff; }
@media (prefers-color-scheme: dark) { :root { --light: 30%; --text: #eee; --line: #16181b; } }
body { margin: 16px; font: 15px/1.4 system-ui, sans-serif; background: var(--line); color: var(--text); }
h1 { font-size: 19px; margin: 0 0 2px; }
p { margin: 0 0 12px; opacity: .75; }
svg { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
text { fill: var(--text); pointer-events: none; }
.head { font-weight: 600; }
rect { fill: hsl(var(--hue) 46% var(--light)); stroke: var(--line); }
.file:hover { filter: brightness(1.12); }
.file { fill-opacity: .72; }
</style>
</head>
<body>
<h1>${title}${inRoom}</h1>
<p>Areas are the bytes that each takes of the image, packed as it is there. Point at one for its name.</p>
<svg viewBox="0 0 ${WHOLE.width} ${WHOLE.height}" role="img" aria-label="${title}">
${drawParts(image, WHOLE, { path: "", depth: 0, hue: 0, because }).join("\n")}
</svg>
</body>
</html>
`;
}

/** Where in the image one is, and what is the same for all of it. */
interface Spot {
  readonly path: string;
  readonly depth: number;
  readonly hue: number;
  readonly because: Because;
}

function drawParts(space: Space, place: Rectangle, spot: Spot): readonly string[] {
  const { path, depth, because } = spot;
  const parts = space.parts.filter(({ storedBytes }) => storedBytes > 0);
  const places = squarify(
    parts.map(({ storedBytes }) => storedBytes),
    place,
  );
  return parts.flatMap((part, index) => {
    const at = places[index];
    if (at === undefined || at.width * at.height < LEAST_AREA) return [];
    // The image's two parts, then their packages, have colours of their own.
    const own = depth < 2 ? (index * GOLDEN_DEGREES + depth * 40 + 205) % 360 : spot.hue;
    const below = `${path}${path === "" ? "" : " / "}${titleOf(part)}`;
    return draw(part, at, { path: below, depth, hue: own, because });
  });
}

function draw(space: Space, place: Rectangle, spot: Spot): readonly string[] {
  const { path, depth, hue, because } = spot;
  const inside = {
    x: place.x + GAP,
    y: place.y + TITLE,
    width: place.width - 2 * GAP,
    height: place.height - TITLE - GAP,
  };
  const isDivided = space.parts.length > 1 && inside.width > 24 && inside.height > 14;
  const reasons = depth === 1 ? reasonsFor(space, because) : [];
  const details = [
    space.sizeBytes > space.storedBytes ? `, ${byteSize(Math.round(space.sizeBytes))} unpacked` : "",
    reasons.length === 0 ? "" : `; because of ${reasons.join(", ")}`,
  ].join("");
  const { x, y, width, height } = rounded(place);
  return [
    `<rect class="${isDivided ? "folder" : "file"}" style="--hue:${Math.round(hue)}" x="${x}" y="${y}" width="${width}" height="${height}"><title>${escapeXml(`${path}: ${sizeOf(space)}${details}`)}</title></rect>`,
    ...labels(space, place, isDivided, depth),
    ...(isDivided ? drawParts(space, inside, { ...spot, depth: depth + 1 }) : []),
  ];
}

/** As much of the name as there is room for, and the size below it. */
function labels(
  space: Space,
  { x, y, width, height }: Rectangle,
  isDivided: boolean,
  depth: number,
): readonly string[] {
  const letters = Math.floor((width - 8) / LETTER);
  if (letters < 3 || height < 15) return [];
  const text = (words: string, line: number, look = ""): string =>
    `<text x="${round(x + 5)}" y="${round(y + 13 + 14 * line)}"${look}>${escapeXml(cut(words, letters))}</text>`;
  const head = depth < 2 ? ' class="head"' : "";
  if (isDivided) return [text(`${titleOf(space)}  ${sizeOf(space)}`, 0, head)];
  return [text(titleOf(space), 0, head), ...(height < 32 ? [] : [text(sizeOf(space), 1)])];
}

const cut = (words: string, letters: number): string =>
  words.length <= letters ? words : `${words.slice(0, letters - 1)}…`;

const sizeOf = ({ storedBytes }: Space): string => byteSize(Math.round(storedBytes));
const round = (value: number): number => Math.round(value * 10) / 10;
const rounded = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});
