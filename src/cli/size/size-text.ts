/** The space of an image for a terminal: its parts, the largest first, then its place in the flash, then what has changed. */
import { type Change, type Space, titleOf } from "../../image/space/index.ts";
import { byteSize } from "../build-view/byte-size.ts";
import type { Style } from "../style.ts";
import type { Measured, Room } from "./measure.ts";

export interface Since {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly before: Space;
}

/** Parts that take less than this of the image are told together, unless all are wanted. */
const LEAST_SHARE = 0.005;

export function sizeText(
  { image, rooms }: Measured,
  since: Since | undefined,
  all: boolean,
  style: Style,
): string {
  const lines = [
    `${style.bold(image.name)}: ${size(image.storedBytes)}`,
    "",
    style.dim("   takes  share  packed to"),
    ...image.parts.flatMap((part) => rows(part, image.storedBytes, 0, all, style)),
    ...(rooms.length === 0 ? [] : ["", ...rooms.map((room) => roomLine(room, style))]),
    ...(since === undefined ? [] : ["", ...changeLines(since, style)]),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function rows(
  space: Space,
  totalBytes: number,
  depth: number,
  all: boolean,
  style: Style,
): readonly string[] {
  const isShown = ({ storedBytes }: Space): boolean => all || storedBytes >= totalBytes * LEAST_SHARE;
  const shown = space.parts.filter(isShown);
  const others = space.parts.filter((part) => !isShown(part));
  const below =
    depth > 0 && !all ? [] : shown.flatMap((part) => rows(part, totalBytes, depth + 1, all, style));
  const rest = others.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  const inside = depth > 0 && shown.length === 1 && space.parts.length === 1 ? [] : below;
  const more =
    depth > 0 && !all
      ? []
      : others.length === 0
        ? []
        : [cells(rest, totalBytes, "", `${others.length} smaller`, depth + 1)];
  const title = depth === 0 ? style.bold(titleOf(space)) : `${space.name}${version(space, style)}`;
  return [cells(space.storedBytes, totalBytes, ratio(space), title, depth), ...inside, ...more];
}

const version = ({ version }: Space, { dim }: Style): string =>
  version === undefined ? "" : dim(` ${version}`);

const cells = (bytes: number, totalBytes: number, packed: string, title: string, depth: number): string =>
  `${size(bytes).padStart(8)}  ${percent(bytes, totalBytes).padStart(5)}  ${packed.padStart(9)}  ${"  ".repeat(depth)}${title}`;

/** Nothing for what is not packed. */
const ratio = ({ sizeBytes, storedBytes }: Space): string =>
  sizeBytes > storedBytes ? percent(storedBytes, sizeBytes) : "";

function roomLine({ partition, sizeBytes, takenBytes }: Room, { red, green }: Style): string {
  const head = `partition '${partition}': ${size(takenBytes)} of ${size(sizeBytes)}, ${percent(takenBytes, sizeBytes)}`;
  return takenBytes > sizeBytes
    ? red(`${head}; ${takenBytes - sizeBytes} bytes too much`)
    : `${head}; ${green(`${size(sizeBytes - takenBytes)} are free`)}`;
}

function changeLines({ name, before, changes }: Since, style: Style): readonly string[] {
  if (changes.length === 0) return [`nothing has changed since ${name}`];
  const more = changes.reduce((sum, { moreBytes }) => sum + moreBytes, 0);
  return [
    `since ${style.bold(name)} (${size(before.storedBytes)}): ${signed(more)}`,
    ...changes.map(
      (change) => `${signed(change.moreBytes).padStart(10)}  ${change.name}${what(change, style)}`,
    ),
  ];
}

function what({ before, after }: Change, { dim }: Style): string {
  if (before === undefined) return dim(" is new");
  if (after === undefined) return dim(" is gone");
  return before.version === after.version ? "" : dim(` ${before.version} -> ${after.version}`);
}

const signed = (bytes: number): string => `${bytes < 0 ? "-" : "+"}${size(Math.abs(bytes))}`;

/** Parts of one block are fractions of bytes. */
const size = (bytes: number): string => byteSize(Math.round(bytes));

const percent = (bytes: number, of: number): string =>
  `${((bytes / of) * 100).toFixed(bytes / of < 0.1 ? 1 : 0)} %`;
