export type { Claim } from "./claims.ts";
export { type CompiledGraph, compileGraph } from "./compile.ts";
export type { CompiledService } from "./compile-service.ts";
export {
  all,
  any,
  cableIfKnown,
  carrier,
  clockSynchronised,
  healthy,
  hotplug,
  ifKnown,
  knownInterface,
  linkUp,
  not,
  outputReady,
  present,
  presentIfFixed,
  type When,
} from "./condition.ts";
export { type ConfigFile, configFile, forEach } from "./configuration-file.ts";
export { type Declared, defineService, type OutputsOf } from "./define-service.ts";
export { bundle, type Circumstances, longrun, oneshot } from "./definition.ts";
export { graphFile } from "./graph-file.ts";
export { named, namedOutput, type OutputRef, outputFile } from "./output.ts";
export { type Requirements, requirementsOf } from "./requirements.ts";
export { isSecretName } from "./secret-name.ts";
export type { NamedService, Service } from "./service.ts";
export { networkOutputs, uplink6Outputs, uplinkOutputs } from "./vocabulary.ts";
