import { isModular, modulesOf, withModules } from "../../packages/linux/modules.ts";
import { linux } from "../../packages/linux/package.ts";
import { byDefault, computed, defineModule, option, symlink, t, text, when } from "../../src/index.ts";
import { base } from "./base.ts";

const options = {
  config: option({
    type: t.mapOf(t.kconfigValue),
    default: {},
    description:
      "Options of the kernel, without `CONFIG_`; everything else is off. What is `m` is loaded when a device that it is for is there. One that does not survive fails the build, which says why.",
    example: { WIREGUARD: "y" },
  }),
  patches: option({
    type: t.listOf(t.recipe),
    default: [],
    description: "Patches to the kernel, besides Debian's, applied in order.",
  }),
  package: option({
    type: t.package,
    description: "The kernel of the image; by default Linux with these options and patches.",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    kernel: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "kernel",
  options,
  config: {
    kernel: {
      package: byDefault(
        computed(({ kernel: { config, patches } }) => linux({ config: withModules(config), patches })),
      ),
      config: Object.fromEntries(Object.entries(base).map(([name, value]) => [name, byDefault(value)])),
    },
    filesystem: {
      lib: when(({ kernel }) => isModular(kernel.config), {
        modules: computed(({ kernel }) => symlink(text`${modulesOf(kernel.package)}/lib/modules`)),
      }),
    },
    busybox: when(({ kernel }) => isModular(kernel.config), {
      applets: ["modprobe"],
      options: { FEATURE_MODUTILS_ALIAS: "y", FEATURE_MODUTILS_SYMBOLS: "y" },
    }),
  },
});
