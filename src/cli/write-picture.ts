/** Pictures go to files that are called so. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { systemError, userError } from "../error.ts";
import type { Context } from "./context.ts";

/** Writes an SVG file; `what` it shows is for whoever named another kind of file. */
export async function writePicture(file: string, svg: string, what: string, { cwd }: Context): Promise<void> {
  if (!file.endsWith(".svg")) {
    throw userError({
      message: `The picture of ${what} is an SVG file, got '${file}'`,
      try: "--output graph.svg",
    });
  }
  try {
    await writeFile(resolve(cwd, file), svg);
  } catch (thrown) {
    throw systemError({ message: `Cannot write '${file}': ${(thrown as Error).message}` });
  }
}
