import { linux } from "../../packages/linux/package.ts";
import { byDefault, computed, defineModule, option, t } from "../../src/index.ts";
import { base } from "./base.ts";

const options = {
  config: option({
    type: t.mapOf(t.kconfigValue),
    default: {},
    description:
      "Options of the kernel, without `CONFIG_`; everything else is off. One that does not survive fails the build, which says why.",
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
      package: byDefault(computed(({ kernel: { config, patches } }) => linux({ config, patches }))),
      config: Object.fromEntries(Object.entries(base).map(([name, value]) => [name, byDefault(value)])),
    },
  },
});
