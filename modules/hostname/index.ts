import { computed, defineModule, oneshot, option, sh, t } from "../../src/index.ts";

const hostname = option({
  type: t.pattern(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "a host name: up to 63 of a-z, 0-9 and -, no - at either end",
  ),
  default: "liminix",
  description: "The name that this router gives itself.",
});

declare module "../../src/config/options.ts" {
  interface Options {
    hostname: typeof hostname;
  }
}

export default defineModule({
  meta: import.meta,
  at: "hostname",
  options: hostname,
  config: {
    filesystem: {
      etc: { hostname: computed(({ hostname }) => `${hostname}\n`) },
    },
    services: {
      // Root may write this file, whereas sethostname(2) asks for sys_admin.
      hostname: oneshot({
        description: "The router's name",
        up: sh`cat /etc/hostname >/proc/sys/kernel/hostname`,
      }),
    },
    busybox: { applets: ["hostname"] },
  },
});
