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
  context: Context,
): Promise<{ readonly loaded: Loaded; readonly config: Config }> {
  const loaded = await load(configuration, device);
  const config = evaluate(loaded);
  sayWarnings(warningsOf(config), context);
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

/** Says what is odd and yet no mistake. */
export function sayWarnings(warnings: readonly Complaint[], { stderr, env }: Context): void {
  const { bold } = styleOf(stderr, env);
  for (const warning of warnings) {
    stderr.write(`${renderComplaint(warning).replace(/^error:/, bold("warning:"))}\n`);
  }
}
