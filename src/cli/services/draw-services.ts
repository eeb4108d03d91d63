import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { systemError, userError } from "../../error.ts";
import type { CompiledGraph } from "../../system/services/index.ts";
import type { Context } from "../context.ts";

/** Writes the picture of a graph to a file, and says so. */
export async function drawServices(graph: CompiledGraph, file: string, { cwd }: Context): Promise<string> {
  if (!file.endsWith(".svg")) {
    throw userError({
      message: `The picture of services is an SVG file, got '${file}'`,
      try: "--output graph.svg",
    });
  }
  const { graphSvg } = await import("./graph-svg.ts");
  try {
    await writeFile(resolve(cwd, file), graphSvg(graph));
  } catch (thrown) {
    throw systemError({ message: `Cannot write '${file}': ${(thrown as Error).message}` });
  }
  return `${file}: ${Object.keys(graph.services).length} services\n`;
}
