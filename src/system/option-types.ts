/** All option types: the module system's own, and those for what systems are made of. */
import { t as basic } from "../config/index.ts";
import { networkInterfaces } from "./services/interfaces-type.ts";
import {
  atRuntime,
  interfaceName,
  networkInterface,
  outputRefType,
  serviceType,
  serviceWith,
} from "./services/types.ts";
import { filesystemTree } from "./tree-type.ts";
import { kconfigValue, packageType, recipeType } from "./types.ts";

export const t = {
  ...basic,
  package: packageType,
  recipe: recipeType,
  kconfigValue,
  filesystemTree,
  service: serviceType,
  serviceWith,
  atRuntime,
  outputRef: outputRefType,
  interface: networkInterface,
  interfaces: networkInterfaces,
  interfaceName,
} as const;
