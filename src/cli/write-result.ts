/** What a command was asked to write to a file. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { systemError } from "../error.ts";
import type { Context } from "./context.ts";

/** Writes a file that the user has named; where that cannot be is the machine's error. */
export async function writeResult(file: string, text: string, { cwd }: Context): Promise<void> {
  try {
    await writeFile(resolve(cwd, file), text);
  } catch (thrown) {
    throw systemError({ message: `Cannot write '${file}': ${(thrown as Error).message}` });
  }
}
