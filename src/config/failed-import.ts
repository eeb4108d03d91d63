/** What to say when a user's file cannot be loaded. */
import { fileURLToPath } from "node:url";
import { type LiminixError, userError } from "../error.ts";
import { type Capture, type Place, placeOf, showPlace } from "./place.ts";
import { showValue } from "./show-value.ts";

/** A complaint about a file that could not be loaded, or whose function threw, with the place of the fault. */
export function failedImport(thrown: unknown, file: string, name: string): LiminixError {
  if (!(thrown instanceof Error))
    return userError({ message: `Loading '${name}' threw ${showValue(thrown)}`, places: [`in ${name}`] });
  const code = (thrown as NodeJS.ErrnoException).code;
  if (code === "ERR_MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
    return notFound(thrown, file);
  if (thrown.name === "SyntaxError") return badSyntax(thrown, file);
  const place = placeOf(thrown as Capture) ?? { file };
  return userError({
    message: `Loading '${name}' threw ${thrown.name}: ${thrown.message}`,
    places: [`in ${showPlace(place)}`],
  });
}

function notFound(thrown: Error, file: string): LiminixError {
  const [, what = "a module", from] =
    /Cannot find (?:module|package) '([^']*)' imported from (.*)$/m.exec(thrown.message) ?? [];
  const shown = what.startsWith("/") ? showPlace({ file: what }) : what;
  return userError({
    message: `Cannot find '${shown}'`,
    places: [`in ${showPlace({ file: from ?? file })}`],
    try: "check the path and its ending: imports name the file, with .ts",
  });
}

function badSyntax(thrown: Error, file: string): LiminixError {
  return userError({
    message: `Syntax error: ${thrown.message.split("\n")[0]}`,
    places: [`in ${showPlace(syntaxPlace(thrown, file))}`],
  });
}

/** Node puts the file, the line, the source and a caret before the stack of a syntax error. */
function syntaxPlace(thrown: Error, file: string): Place {
  const [head = "", ...rest] = (thrown.stack ?? "").split("\n");
  const [, name, line] = /^(.*):(\d+)$/.exec(head) ?? [];
  if (name === undefined) return { file };
  const caret = rest.find((text) => /^\s*\^+\s*$/.test(text));
  return {
    file: name.startsWith("file:") ? fileURLToPath(name) : name,
    line: Number(line),
    ...(caret === undefined ? {} : { column: caret.indexOf("^") + 1 }),
  };
}
