import { computed, defineModule, option, t } from "../../src/index.ts";

const options = {
  commandLine: option({
    type: t.listOf(t.string),
    default: [],
    description: "Words of the kernel's command line.",
    example: ["loglevel=8"],
  }),
  rootDevice: option({
    type: t.string,
    description: "The block device that holds the root filesystem; a device's module says it.",
    example: "/dev/mtdblock5",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    boot: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "boot",
  options,
  config: {
    boot: {
      commandLine: [
        // A router that fell over comes back by itself.
        "panic=10",
        "oops=panic",
        "loglevel=5",
        "init=/bin/init",
        "rootfstype=squashfs",
        "ro",
        computed(({ boot }) => `root=${boot.rootDevice}`),
      ],
    },
  },
});
