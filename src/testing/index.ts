/** Tests with whole routers: `import { boot, network } from "liminix/testing"`. */
export type { CommandResult } from "./answer-reader.ts";
export { type BootOptions, boot, bootVmroot } from "./boot.ts";
export { Disk, disk } from "./disk.ts";
export type { Duration } from "./duration.ts";
export { MachineError } from "./failure.ts";
export { type Limit, Machine } from "./machine.ts";
export { Network, network } from "./network.ts";
