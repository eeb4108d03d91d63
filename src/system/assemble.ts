/** Assembling: from resolved options to the parts that images are made of. */
import type { Config } from "../config/index.ts";
import type { Package } from "../recipe/package.ts";
import type { Device } from "./device.ts";
import type { Directory } from "./inode.ts";
import { type CompiledGraph, compileGraph } from "./services/index.ts";

/** A router, as plain frozen data. */
export interface System {
  readonly kind: "system";
  readonly hostname: string;
  readonly device: Device;
  readonly filesystem: Directory;
  /** All that runs. */
  readonly services: CompiledGraph;
  readonly kernel: Package;
  /** The kernel's command line. */
  readonly commandLine: string;
}

/** The system that these options describe, on this device. */
export const assemble = (config: Config, device: Device): System =>
  Object.freeze({
    kind: "system",
    hostname: config.hostname,
    device,
    filesystem: config.filesystem,
    services: compileGraph(config.services),
    kernel: config.kernel.package,
    commandLine: config.boot.commandLine.join(" "),
  });
