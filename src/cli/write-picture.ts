/** Pictures go to files that are called so. */
import { userError } from "../error.ts";
import type { Context } from "./context.ts";
import { writeResult } from "./write-result.ts";

/** Writes an SVG file; `what` it shows is for whoever named another kind of file. */
export async function writePicture(file: string, svg: string, what: string, context: Context): Promise<void> {
  if (!file.endsWith(".svg")) {
    throw userError({
      message: `The picture of ${what} is an SVG file, got '${file}'`,
      try: "--output graph.svg",
    });
  }
  await writeResult(file, svg, context);
}
