import type { Arguments } from "./command.ts";

/** How a command is told which router is meant. */
export const configurationArguments = {
  configuration: {
    kind: "positional",
    valueName: "CONFIG",
    description: "A configuration.ts, or the folder it is in",
  },
  device: {
    kind: "text",
    valueName: "NAME",
    description: "The device to build for (default: the configuration's own, else qemu)",
  },
} as const satisfies Arguments;
