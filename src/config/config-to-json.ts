import { runOf } from "./evaluate.ts";
import type { Config } from "./options.ts";
import type { Json } from "./show-value.ts";
import { valuesToJson } from "./values-to-json.ts";

/** A whole configuration as JSON: the same text for the same files. */
export const configToJson = (config: Config): Json => valuesToJson(runOf(config).tree, config);
