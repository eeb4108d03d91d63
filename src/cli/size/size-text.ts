/** The space of an image for a terminal: its parts, the largest first, then its place in the flash, then what has changed. */
import { type Change, type Space, titleOf } from "../../image/space/index.ts";
import { byteSize } from "../build-view/byte-size.ts";
import type { Style } from "../style.ts";
import { type Because, reasonsFor, savings } from "./because.ts";
import type { Measured, Room } from "./measure.ts";

export interface Since {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly before: Space;
}

/** Parts that take less than this of the image are told together, unless all are wanted. */
const LEAST_SHARE = 0.005;
/** So many services or files are told of each package. */
const MOST_REASONS = 2;
const MOST_SAVINGS = 6;

export function sizeText(
  { image, rooms, because }: Measured,
  since: Since | undefined,
  all: boolean,
  style: Style,
): string {
  const table: Table = {
    ...{ totalBytes: image.storedBytes, all, style, because },
    nameColumns: Math.max(
      0,
      ...image.parts
        .flatMap(({ parts }) => parts)
        .map((part) => (whyOf(part, because) === "" ? 0 : titleOf(part).length)),
    ),
  };
  const lines = [
    `${style.bold(image.name)}: ${size(image.storedBytes)}`,
    "",
    style.dim(header(table)),
    ...image.parts.flatMap((part) => rows(part, table, 0)),
    ...(rooms.length === 0 ? [] : ["", ...rooms.map((room) => roomLine(room, style))]),
    ...(rooms.some(isTooSmall) ? ["", ...savingLines(image, because, style)] : []),
    ...(since === undefined ? [] : ["", ...changeLines(since, style)]),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

interface Table {
  readonly totalBytes: number;
  readonly all: boolean;
  readonly because: Because;
  /** The longest name that has a reason behind it. */
  readonly nameColumns: number;
  readonly style: Style;
}

const header = ({ nameColumns }: Table): string =>
  nameColumns === 0
    ? "   takes  share  packed to"
    : `   takes  share  packed to  ${" ".repeat(nameColumns + 2)}  because of`;

function rows(space: Space, table: Table, depth: number): readonly string[] {
  const { totalBytes, all, style } = table;
  const isShown = ({ storedBytes }: Space): boolean => all || storedBytes >= totalBytes * LEAST_SHARE;
  const shown = space.parts.filter(isShown);
  const others = space.parts.filter((part) => !isShown(part));
  const below = depth > 0 && !all ? [] : shown.flatMap((part) => rows(part, table, depth + 1));
  const rest = others.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  const inside = depth > 0 && shown.length === 1 && space.parts.length === 1 ? [] : below;
  const more =
    depth > 0 && !all
      ? []
      : others.length === 0
        ? []
        : [cells(rest, totalBytes, "", `${others.length} smaller`, depth + 1)];
  const title = depth === 0 ? style.bold(titleOf(space)) : `${space.name}${version(space, style)}`;
  return [
    cells(space.storedBytes, totalBytes, ratio(space), `${title}${reason(space, table, depth)}`, depth),
    ...inside,
    ...more,
  ];
}

function reason(space: Space, { because, nameColumns, style }: Table, depth: number): string {
  const why = depth === 1 ? whyOf(space, because) : "";
  return why === "" ? "" : `${" ".repeat(nameColumns - titleOf(space).length + 2)}${style.dim(why)}`;
}

function whyOf(space: Space, because: Because): string {
  const reasons = reasonsFor(space, because);
  const more = reasons.length - MOST_REASONS;
  return `${reasons.slice(0, MOST_REASONS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Where to begin when something must go. */
function savingLines(image: Space, because: Because, { bold, dim }: Style): readonly string[] {
  const parts = image.parts.flatMap(({ name, parts }) => (name === "root filesystem" ? parts : []));
  return [
    bold("what would go with one service or file"),
    ...savings(parts, because)
      .slice(0, MOST_SAVINGS)
      .map(({ reason, storedBytes }) => `${size(storedBytes).padStart(8)}  ${reason}`),
    dim("`liminix why` tells the line that asks for it"),
  ];
}

const isTooSmall = ({ holds, takenBytes, sizeBytes }: Room): boolean =>
  holds === "root filesystem" && takenBytes > sizeBytes;

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
    ? red(`${head}; ${Math.round(takenBytes - sizeBytes)} bytes too much`)
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
