import { type Config, warningsOf } from "../config/index.ts";
import { type Complaint, renderComplaint } from "../error.ts";
import { evaluate, type Loaded, load } from "../pipeline.ts";
import { assemble, type System } from "../system/assemble.ts";
import type { Values } from "./command.ts";
import type { configurationArguments } from "./configuration-arguments.ts";
import type { Context } from "./context.ts";
import { styleOf } from "./style.ts";

/** What a command line names, with every option resolved; warnings are said on the way. */
export async function loadConfig(
  { configuration, device }: Values<typeof configurationArguments>,
  { stderr, env }: Context,
): Promise<{ readonly loaded: Loaded; readonly config: Config }> {
  const loaded = await load(configuration, device);
  const config = evaluate(loaded);
  const { bold } = styleOf(stderr, env);
  for (const warning of warningsOf(config)) stderr.write(`${renderWarning(warning, bold("warning:"))}\n`);
  return { loaded, config };
}

/** The system that a command line names. */
export async function loadSystem(
  named: Values<typeof configurationArguments>,
  context: Context,
): Promise<System> {
  const { loaded, config } = await loadConfig(named, context);
  return assemble(config, loaded.device);
}

const renderWarning = (warning: Complaint, word: string): string =>
  renderComplaint(warning).replace(/^error:/, word);
