import { defineModule, option, t } from "../../src/index.ts";

const filesystem = option({
  type: t.filesystemTree,
  default: {},
  description: "The root filesystem: directories as objects, files as strings, anything else by a function.",
  example: { etc: { greeting: "Good morning.\n" } },
});

declare module "../../src/config/options.ts" {
  interface Options {
    filesystem: typeof filesystem;
  }
}

export default defineModule({ meta: import.meta, at: "filesystem", options: filesystem });
