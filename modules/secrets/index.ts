/** Files with what a configuration only names, `secret("isp-password")`: /run/secrets/isp-password. */
import { defineModule, file, oneshot, option, sh, t, when } from "../../src/index.ts";

const options = {
  fromHost: option({
    type: t.boolean,
    default: false,
    description:
      "Whether secrets are taken from the machine that QEMU runs on. For emulated devices: no board has the port.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    secrets: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "secrets",
  options,
  config: when(({ secrets }) => secrets.fromHost, {
    busybox: { applets: ["base64", "grep", "mkdir", "mv", "sh", "sleep"] },
    kernel: { config: { VIRTIO_CONSOLE: "y" } },
    services: {
      secrets: oneshot({
        description: "Takes secrets from QEMU's host",
        up: sh`
          mkdir -p -m 700 /run/secrets
          . ${file(import.meta, "take-secrets.sh")}
        `,
      }),
    },
  }),
});
