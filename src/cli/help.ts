/** Help texts, made from the commands' own descriptions. */
import { type Argument, type Command, flagName, GROUPS } from "./command.ts";
import type { Style } from "./style.ts";

export type Commands = ReadonlyMap<string, Command>;

/** What `liminix` alone says: every command, grouped by what one wants to do. */
export function overview(commands: Commands, style: Style): string {
  const groups = GROUPS.map((group) => {
    const members = [...commands].filter(([, command]) => command.group === group);
    return members.length === 0
      ? []
      : [
          "",
          style.bold(group),
          ...table(members.map(([name, command]) => [shape(name, command), command.summary])),
        ];
  });
  return lines(
    "liminix: firmware for home routers, described in TypeScript, built by Nix",
    "",
    `${style.bold("usage")}: liminix COMMAND [ARGUMENTS]`,
    ...groups.flat(),
    "",
    "`liminix COMMAND --help` says more about one, with examples.",
  );
}

/** What `liminix COMMAND --help` says. */
export function commandHelp(name: string, command: Command, style: Style): string {
  const entries = Object.entries<Argument>(command.args);
  const positionals = entries.filter(([, argument]) => argument.kind === "positional");
  const options = entries.filter(([, argument]) => argument.kind !== "positional");
  return lines(
    `${style.bold("usage")}: liminix ${shape(name, command)}${options.length === 0 ? "" : " [OPTIONS]"}`,
    "",
    command.summary,
    ...(command.description ?? []).flatMap((paragraph) => ["", ...wrap(paragraph)]),
    ...section(style, "arguments", positionals.map(row)),
    ...section(style, "options", [...options.map(row), ["-h, --help", "This text"]]),
    "",
    style.bold("examples"),
    ...command.examples.flatMap(([line, does]) => [`  ${line}`, style.dim(`      ${does}`)]),
  );
}

/** "build CONFIG", "options [PATH]" */
export function shape(name: string, command: Command): string {
  const words = Object.values<Argument>(command.args).flatMap((argument) =>
    argument.kind !== "positional"
      ? []
      : argument.optional === true
        ? [`[${argument.valueName}]`]
        : [argument.valueName],
  );
  return [name, ...words].join(" ");
}

/** An argument's two columns: how it is written, and what it does. */
export function row([key, argument]: readonly [string, Argument]): readonly [string, string] {
  if (argument.kind === "positional") {
    const choices = argument.choices === undefined ? "" : `: ${argument.choices.join(", ")}`;
    return [argument.valueName, `${argument.description}${choices}`];
  }
  const short = argument.short === undefined ? "    " : `-${argument.short}, `;
  const value = argument.kind === "flag" ? "" : ` ${argument.valueName}`;
  const byDefault =
    argument.kind === "text" && argument.default !== undefined ? ` (default: ${argument.default})` : "";
  return [`${short}${flagName(key)}${value}`, `${argument.description}${byDefault}`];
}

const section = (style: Style, title: string, rows: readonly (readonly [string, string])[]): string[] =>
  rows.length === 0 ? [] : ["", style.bold(title), ...table(rows)];

const COLUMNS = 80;

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, COLUMNS - width);
    return [`  ${left}`.padEnd(width) + first, ...more.map((line) => " ".repeat(width) + line)];
  });
}

function wrap(text: string, columns = COLUMNS): string[] {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      wrapped.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...wrapped, line];
}

const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;
