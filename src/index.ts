/** What configurations, modules, packages and devices are written with. */

export { addressAt, compareAddresses, contains, type Network } from "./config/address.ts";
export {
  after,
  before,
  byDefault,
  type Config,
  type ConfigDefinitions,
  type Configuration,
  computed,
  type Definition,
  type Definitions,
  defineConfiguration,
  defineModule,
  defineType,
  enable,
  error,
  force,
  type Inputs,
  type Module,
  type Option,
  type Options,
  option,
  override,
  refuse,
  removed,
  renamed,
  type Secret,
  secret,
  type Type,
  type Values,
  warning,
  when,
} from "./config/index.ts";
export {
  checkPolicy,
  compilePolicy,
  flowtable,
  type Policy,
  type Ruleset,
  rulesetBatch,
  rulesetText,
  zoneSet,
} from "./firewall/index.ts";
export { dedent } from "./recipe/dedent.ts";
export { type Fragment, lines, quoteWord, type Shellable, sh, text } from "./recipe/fragment.ts";
export { type Kconfig, type KconfigValue, renderKconfig } from "./recipe/kconfig.ts";
export { definePackage, type Package } from "./recipe/package.ts";
export { aarch64, armv7l, mips24kc, mipsel24kc, type Platform } from "./recipe/platform.ts";
export {
  type Build,
  type CheckContext,
  defineBuild,
  file,
  output,
  type Recipe,
  textFile,
} from "./recipe/recipe.ts";
export { debianFiles, debianSource } from "./recipe/source.ts";
export { type ScriptModule, scriptModules } from "./recipe/typescript.ts";
export type { Board, Installation, Loader } from "./system/board.ts";
export { type Device, defineDevice } from "./system/device.ts";
export { defineFlash, type Flash, mtdBlock, type Partition } from "./system/flash.ts";
export {
  type Band,
  ethernet,
  type NetworkInterface,
  only,
  type Radio,
  radio,
  type TunedRadio,
  tuned,
} from "./system/hardware.ts";
export { deviceNode, directory, fifo, type Node, regularFile, symlink } from "./system/inode.ts";
export { t } from "./system/option-types.ts";
export {
  all,
  any,
  bundle,
  type Circumstances,
  type Claim,
  type ConfigFile,
  cableIfKnown,
  carrier,
  clockSynchronised,
  compileGraph,
  configFile,
  defineService,
  forEach,
  graphFile,
  healthy,
  hotplug,
  ifKnown,
  knownInterface,
  linkUp,
  longrun,
  type NamedService,
  named,
  namedOutput,
  networkOutputs,
  not,
  type OutputRef,
  type OutputsOf,
  oneshot,
  outputFile,
  outputReady,
  present,
  presentIfFixed,
  type Requirements,
  requirementsOf,
  type Service,
  uplink6Outputs,
  uplinkOutputs,
  type When,
} from "./system/services/index.ts";
export { type Access, defineUnsupported, type Sheet, type Support } from "./system/sheet.ts";
