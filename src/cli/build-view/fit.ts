import { stripVTControlCharacters } from "node:util";

/** One line of a build's log as it may be put on a terminal: no escape codes, no tabs, nothing that moves the cursor. */
export const printable = (line: string): string =>
  // A carriage return draws a line anew: what counts is the text after the last one.
  (stripVTControlCharacters(line).trimEnd().split("\r").at(-1) ?? "")
    .replace(/\t/g, " ")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, "");

/** How many columns of a terminal the text takes. Colours take none, most East Asian letters and emoji take two. */
export function width(text: string): number {
  let columns = 0;
  for (const letter of stripVTControlCharacters(text)) columns += isWide(letter.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
}

/** The text, cut to at most that many columns, with a mark where it was cut. The text must hold no colours. */
export function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  return columns < 1 ? "" : `${begin([...text], columns - 1).join("")}…`;
}

/** The same, cut in the middle: of a compiler's command line, its name and the file at its end tell most. */
export function fitEnds(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  const first = text.split(" ", 1).join();
  const room = columns - width(first) - " … ".length;
  if (room < columns / 2) return fit(text, columns);
  const end = begin([...text].toReversed(), room).toReversed();
  return `${first} … ${end.join("").trimStart()}`;
}

/** As many of the letters, from the first on, as fit into that many columns. */
function begin(letters: readonly string[], columns: number): readonly string[] {
  let used = 0;
  const tooMuch = letters.findIndex((letter) => {
    used += isWide(letter.codePointAt(0) ?? 0) ? 2 : 1;
    return used > columns;
  });
  return tooMuch === -1 ? letters : letters.slice(0, tooMuch);
}

/** Unicode's East Asian Width (UAX 11), roughly: Hangul, CJK and fullwidth forms, emoji. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);
