/** The graph as a store object: JSON whose store paths are known when it is built. */
import { hashOf } from "../../recipe/fragment.ts";
import { type TextFile, textFile } from "../../recipe/recipe.ts";
import type { CompiledGraph } from "./compile.ts";
import { jsonText } from "./json-text.ts";

/** `services.json`. Each service's hash is that of all else that is said of it, the paths of its scripts included. */
export const graphFile = ({ version, services, wanted }: CompiledGraph): TextFile =>
  textFile(
    "services.json",
    jsonText({
      version,
      wanted,
      services: Object.fromEntries(
        Object.entries(services).map(([name, entry]) => [
          name,
          { ...entry, hash: hashOf(name, jsonText(entry)) },
        ]),
      ),
    }),
  );
