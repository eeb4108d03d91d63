import type { CompiledGraph } from "../../system/services/index.ts";
import type { Context } from "../context.ts";
import { writePicture } from "../write-picture.ts";

/** Writes the picture of a graph to a file, and says so. */
export async function drawServices(graph: CompiledGraph, file: string, context: Context): Promise<string> {
  const { graphSvg } = await import("./graph-svg.ts");
  await writePicture(file, graphSvg(graph), "services", context);
  return `${file}: ${Object.keys(graph.services).length} services\n`;
}
