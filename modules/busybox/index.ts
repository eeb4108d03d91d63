import { busybox } from "../../packages/busybox/package.ts";
import { byDefault, computed, defineModule, option, t } from "../../src/index.ts";
import { applets, options as base } from "./base.ts";

const options = {
  applets: option({
    type: t.setOf(t.string),
    default: [],
    description: "Programs that busybox is built with. Modules add those they call.",
    example: ["udhcpc"],
  }),
  options: option({
    type: t.mapOf(t.kconfigValue),
    default: {},
    description: "Further options of busybox, without `CONFIG_`.",
    example: { FEATURE_FANCY_HEAD: "y" },
  }),
  package: option({
    type: t.package,
    description: "The busybox of the image; by default the one with these applets and options.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    busybox: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "busybox",
  options,
  config: {
    busybox: {
      applets,
      package: byDefault(
        computed(({ busybox: { applets, options } }) => busybox({ applets: applets.toSorted(), options })),
      ),
      options: Object.fromEntries(Object.entries(base).map(([name, value]) => [name, byDefault(value)])),
    },
  },
});
