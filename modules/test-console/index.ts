import { defineModule, file, longrun, option, sh, t, when } from "../../src/index.ts";

const options = {
  enable: option({
    type: t.boolean,
    default: false,
    description:
      "Whether commands are taken over a virtio serial port, as root. For emulated devices: no board has such a port.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    testConsole: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "testConsole",
  options,
  config: when(({ testConsole }) => testConsole.enable, {
    busybox: {
      applets: ["base64", "cat", "flock", "grep", "mkdir", "rm", "setsid", "sh", "sleep"],
    },
    kernel: { config: { VIRTIO_CONSOLE: "y" } },
    services: {
      "command-console": longrun({
        description: "Takes commands from tests",
        run: sh`exec ${file(import.meta, "command-console.sh", "executable")}`,
        capabilities: "all",
        noNewPrivileges: false,
        log: "none",
        restart: { policy: "always", delayMs: 0 },
      }),
    },
  }),
});
