/** Secrets on a command line, each option any number of times. */
import type { Arguments } from "./command.ts";

export const secretArguments = {
  secret: {
    kind: "texts",
    valueName: "NAME=VALUE",
    description: "A secret for the router; whoever looks at this machine's processes can read it",
  },
  secretFile: {
    kind: "texts",
    valueName: "NAME=PATH",
    description: "A secret that is in a file; one line's end at its end is left out",
  },
} as const satisfies Arguments;
