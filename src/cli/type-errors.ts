/** What `tsc` says, in the shape of our own errors. */
import { resolve } from "node:path";
import { showPlace } from "../config/place.ts";
import type { Complaint } from "../error.ts";

/** Reads the output of `tsc --pretty false`; files are named relative to `folder` there. */
export function readTypeErrors(output: string, folder: string): readonly Complaint[] {
  const complaints: { message: string; places: string[]; details: string[] }[] = [];
  for (const text of output.split("\n")) {
    const [, file, line, column, message] = /^(.*)\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(text) ?? [];
    const bare = /^error TS\d+: (.*)$/.exec(text)?.[1];
    if (file !== undefined && message !== undefined) {
      const place = { file: resolve(folder, file), line: Number(line), column: Number(column) };
      complaints.push({ message: plain(message), places: [`in ${showPlace(place)}`], details: [] });
    } else if (bare !== undefined) complaints.push({ message: plain(bare), places: [], details: [] });
    else if (text.startsWith("  ")) complaints.at(-1)?.details.push(plain(text.slice(2)));
  }
  return complaints;
}

const plain = (sentence: string): string => sentence.replace(/\.$/, "");
