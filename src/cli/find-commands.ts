/** The folder `commands/` is the list of commands: nothing else names them. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "./command.ts";
import type { Commands } from "./help.ts";

const FOLDER = new URL("./commands/", import.meta.url);

/** The commands' words, in the order of the alphabet. */
export const commandNames = (): readonly string[] =>
  readdirSync(fileURLToPath(FOLDER))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();

/** Loads one command and no other. The name must be one of `commandNames()`. */
export async function loadCommand(name: string): Promise<Command> {
  const loaded: { default: Command } = await import(new URL(`${name}.ts`, FOLDER).href);
  return loaded.default;
}

export async function loadCommands(): Promise<Commands> {
  const names = commandNames();
  const commands = await Promise.all(names.map(loadCommand));
  return new Map(names.flatMap((name, index) => (commands[index] ? [[name, commands[index]]] : [])));
}
