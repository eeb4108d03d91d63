/** The command line as a function: words in, exit status out. Every error ends here, and becomes text. */
import { LiminixError } from "../error.ts";
import type { Context } from "./context.ts";
import { commandNames, loadCommand, loadCommands } from "./find-commands.ts";
import { INTERRUPTED_STATUS, Interrupted } from "./interrupted.ts";
import { machineError } from "./machine-error.ts";
import { renderError } from "./render-error.ts";
import { styleOf } from "./style.ts";

export async function run(words: readonly string[], context: Context): Promise<number> {
  try {
    await dispatch(words, context);
    return 0;
  } catch (thrown) {
    const error = await explained(thrown);
    const { stderr, env, signal } = context;
    if (error instanceof Interrupted || signal.aborted) {
      stderr.write(`${error instanceof Interrupted ? error.message : "stopped"}\n`);
      return INTERRUPTED_STATUS;
    }
    stderr.write(renderError(error, styleOf(stderr, env)));
    return error instanceof LiminixError ? error.status : 111;
  }
}

async function dispatch(words: readonly string[], context: Context): Promise<void> {
  const [word, ...rest] = words;
  const { stdout, env } = context;
  const style = styleOf(stdout, env);
  if (word === undefined || word === "--help" || word === "-h" || (word === "help" && rest.length === 0)) {
    const { overview } = await import("./help.ts");
    stdout.write(overview(await loadCommands(), style));
    return;
  }
  if (word === "help") return dispatch([...rest, "--help"], context);
  if (word === "--version" || word === "-V") {
    const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
    stdout.write(`liminix ${manifest.version}\n`);
    return;
  }
  const names = commandNames();
  const { nearOr, parse, usage } = await import("./parse.ts");
  if (!names.includes(word)) {
    throw usage(
      `'liminix' has no ${word.startsWith("-") ? "option" : "command"} '${word}'`,
      nearOr(word, names, "liminix --help"),
    );
  }
  const command = await loadCommand(word);
  const args = parse(word, command, rest);
  if (args === undefined) {
    const { commandHelp } = await import("./help.ts");
    stdout.write(commandHelp(word, command, style));
    return;
  }
  await command.run({ args, context });
}

/** In our words, if it is Nix's or the machine's: those that nobody nearer had more to say about. */
async function explained(thrown: unknown): Promise<unknown> {
  if (thrown instanceof LiminixError || thrown instanceof Interrupted) return thrown;
  const { NixError } = await import("../nix/index.ts");
  const { explainNixError } = await import("./nix-error.ts");
  return thrown instanceof NixError ? explainNixError(thrown, new Map()) : (machineError(thrown) ?? thrown);
}
