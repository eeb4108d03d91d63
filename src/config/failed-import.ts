/** What to say when a user's file cannot be loaded. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type LiminixError, userError } from "../error.ts";
import { type Capture, type Place, placeOf, showPlace } from "./place.ts";
import { showValue } from "./show-value.ts";

/** A complaint about a file that could not be loaded, or whose function threw, with the place of the fault. */
export function failedImport(thrown: unknown, file: string, name: string): LiminixError {
  if (!(thrown instanceof Error))
    return userError({ message: `Loading '${name}' threw ${showValue(thrown)}`, places: [`in ${name}`] });
  const code = (thrown as NodeJS.ErrnoException).code ?? "";
  const from = /imported from (.*)$/m.exec(thrown.message)?.[1];
  if (code.startsWith("ERR_") && from !== undefined) return badImport(thrown, code, from);
  const syntax = syntaxPlace(thrown);
  if (syntax !== undefined) return badSyntax(thrown, syntax);
  const place = placeOf(thrown as Capture) ?? { file };
  return userError({
    message: `Loading '${name}' threw ${thrown.name}: ${thrown.message}`,
    places: [`in ${showPlace(place)}`],
  });
}

/** An import that leads nowhere. Node names the file it stands in, and we look for the line. */
function badImport(thrown: Error, code: string, from: string): LiminixError {
  const [, what] = /^Cannot find (?:module|package) '([^']*)'/.exec(thrown.message) ?? [];
  const missing = code === "ERR_MODULE_NOT_FOUND" && what !== undefined;
  const file = from.startsWith("file:") ? fileURLToPath(from) : from;
  const shown = what?.startsWith("/") ? showPlace({ file: what }) : what;
  return userError({
    message: missing ? `Cannot find '${shown}'` : (thrown.message.split("\n")[0] ?? code),
    places: [`in ${showPlace(what === undefined ? { file } : importPlace(file, what))}`],
    ...(missing ? { try: "check the path and its ending: imports name the file, with .ts" } : {}),
  });
}

/** The line of a file on which it imports another file, or a package. */
function importPlace(file: string, what: string): Place {
  const lines = readFileSync(file, "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    for (const found of line.matchAll(/(["'])([^"']+)\1/g)) {
      const [, , name = ""] = found;
      if (name === what || resolve(dirname(file), name) === what)
        return { file, line: index + 1, column: found.index + 1 };
    }
  }
  return { file };
}

function badSyntax(thrown: Error, { place, source }: Syntax): LiminixError {
  // Node's parser calls any word "'ident'".
  const message = (thrown.message.split("\n")[0] ?? "").replaceAll("'ident'", "a name");
  return userError({
    message: `Syntax error: ${message}`,
    places: [`in ${showPlace(place)}`],
    details: source,
  });
}

interface Syntax {
  readonly place: Place;
  /** The line, and a caret under the fault. */
  readonly source: readonly string[];
}

/** Node puts the file, the line, the source and a caret before the stack of a syntax error in a file. */
function syntaxPlace(thrown: Error): Syntax | undefined {
  const [head = "", ...rest] = (thrown.stack ?? "").split("\n");
  const [, name, line] = /^(.*):(\d+)$/.exec(head) ?? [];
  if (name === undefined) return undefined;
  const file = name.startsWith("file:") ? fileURLToPath(name) : name;
  const caret = rest.findIndex((text) => /^\s*\^+\s*$/.test(text));
  const column = (rest[caret]?.indexOf("^") ?? -1) + 1;
  const place = { file, line: Number(line), ...(column === 0 ? {} : { column }) };
  return { place, source: rest.slice(Math.max(0, caret - 1), caret + 1) };
}
