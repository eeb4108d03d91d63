export type { Check } from "./check.ts";
export { error, warning } from "./check.ts";
export { configToJson } from "./config-to-json.ts";
export {
  type Configuration,
  type ConfiguredDevice,
  defineConfiguration,
  isConfiguration,
} from "./configuration.ts";
export { difference, showDifferences } from "./diff.ts";
export { enable } from "./enable.ts";
export { declaredBy, evaluate, modulesOf, warningsOf } from "./evaluate.ts";
export { type Explanation, explain } from "./explain.ts";
export { loadConfiguration } from "./load.ts";
export {
  after,
  before,
  byDefault,
  computed,
  type Definition,
  force,
  type Marked,
  override,
  when,
} from "./marker.ts";
export { defineModule, isModule, type Module } from "./module.ts";
export {
  type Definitions,
  type Inputs,
  type Option,
  type OptionTree,
  option,
  removed,
  renamed,
  type Values,
} from "./option.ts";
export * from "./options.ts";
export { placesOf } from "./places-of.ts";
export { type Entry, findEntries, reference, referencePage, showEntry } from "./reference.ts";
export { schemaOf } from "./schema-of.ts";
export { type Secret, secret } from "./secret.ts";
export { showDetails, showList } from "./show-options.ts";
export { showPath } from "./show-path.ts";
export type { Json } from "./show-value.ts";
export { defineType, refuse, type Type } from "./type.ts";
export { t } from "./types/index.ts";
