/** A command's words to typed values. commander does the work; its errors are put into our words here. */
import { Command as Commander, CommanderError, Option } from "commander";
import { didYouMean } from "../did-you-mean.ts";
import { LiminixError } from "../error.ts";
import { type Argument, type Arguments, type Command, flagName, type Values } from "./command.ts";

/** The values given, or `undefined` when help was asked for; throws a usage error (exit status 100). */
export function parse<A extends Arguments>(
  name: string,
  command: Command<A>,
  words: readonly string[],
): Values<A> | undefined {
  const { parser, positionals } = buildParser(name, command.args);
  try {
    parser.parse([...words], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw usageError(name, command.args, error);
    throw error;
  }
  const options = parser.opts();
  if (options.help === true) return undefined;
  const values: Record<string, unknown> = {};
  for (const [key, argument] of Object.entries<Argument>(command.args)) {
    const given = argument.kind === "positional" ? parser.args[positionals.indexOf(key)] : options[key];
    if (argument.kind === "positional") checkPositional(name, argument, given);
    values[key] = argument.kind === "flag" ? given === true : given;
  }
  return values as Values<A>;
}

function buildParser(name: string, args: Arguments) {
  const parser = new Commander(name)
    .exitOverride()
    .helpOption(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => {}, writeOut: () => {} })
    .option("-h, --help");
  const positionals: string[] = [];
  for (const [key, argument] of Object.entries(args)) {
    if (argument.kind === "positional") {
      positionals.push(key);
      // Always optional here: a word that is missing is reported by us, after --help was seen.
      parser.argument(`[${key}]`);
      continue;
    }
    const short = argument.short === undefined ? "" : `-${argument.short}, `;
    const value = argument.kind === "flag" ? "" : ` <${argument.valueName}>`;
    const option = new Option(`${short}${flagName(key)}${value}`, argument.description);
    if (argument.kind === "text" && argument.default !== undefined) option.default(argument.default);
    if (argument.kind === "texts") option.default([]).argParser(oneMore);
    if (argument.kind === "number") option.argParser((text) => wholeNumber(name, flagName(key), text));
    parser.addOption(option);
  }
  return { parser, positionals };
}

const oneMore = (text: string, before: readonly string[]): readonly string[] => [...before, text];

function checkPositional(name: string, argument: Argument & { kind: "positional" }, given: unknown): void {
  if (given === undefined) {
    if (argument.optional === true) return;
    throw usage(
      `'liminix ${name}' needs ${article(argument.valueName)} ${argument.valueName}`,
      seeHelp(name),
    );
  }
  if (argument.choices !== undefined && !argument.choices.includes(String(given))) {
    const expected = argument.choices.join(", ");
    throw usage(
      `'liminix ${name}' expects ${argument.valueName} to be one of ${expected}, got "${given}"`,
      nearOr(String(given), argument.choices, seeHelp(name)),
    );
  }
}

function wholeNumber(name: string, flag: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw usage(`Option '${flag}' expects a whole number, got "${text}"`, seeHelp(name));
}

/** commander's messages name the culprit between quotes; its code says what is wrong with it. */
function usageError(name: string, args: Arguments, { code, message }: CommanderError): LiminixError {
  const quoted = /'(.*)'/s.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.unknownOption": {
      const flags = [
        "--help",
        ...Object.keys(args)
          .filter((key) => args[key]?.kind !== "positional")
          .map(flagName),
      ];
      return usage(`'liminix ${name}' has no option '${quoted}'`, nearOr(quoted, flags, seeHelp(name)));
    }
    case "commander.optionMissingArgument":
      return usage(
        `Option '${quoted.replace(/ <.*/, "")}' expects ${/<(.*)>/.exec(quoted)?.[1] ?? "a value"}, got nothing`,
        seeHelp(name),
      );
    case "commander.excessArguments": {
      const most = Object.values(args).filter(({ kind }) => kind === "positional").length;
      return usage(
        `'liminix ${name}' takes ${most === 1 ? "one word" : `${most} words`} and got more`,
        seeHelp(name),
      );
    }
    default:
      return usage(message.replace(/^error: /, ""), seeHelp(name));
  }
}

/** A command line that cannot be understood: exit status 100. */
export const usage = (message: string, remedy: string): LiminixError =>
  new LiminixError(100, [{ message, try: remedy }]);

export const nearOr = (given: string, names: readonly string[], otherwise: string): string => {
  const near = didYouMean(given, names);
  return near?.startsWith("did you mean") === true ? near : otherwise;
};

const seeHelp = (name: string): string => `liminix ${name} --help`;
const article = (word: string): string => (/^[AEIOU]/i.test(word) ? "an" : "a");
