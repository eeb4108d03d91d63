import { storage } from "../../services/storage/service.ts";
import { computed, defineModule, option, t } from "../../src/index.ts";

const options = {
  device: option({
    type: t.nullable(t.absolutePath),
    default: null,
    description:
      "Where services keep what is to outlive a reboot, as JFFS2: a partition of flash, or a disk that is to be like one. Without any they begin anew with each boot.",
    example: "/dev/mtd4",
  }),
};

declare module "../../src/config/options.ts" {
  interface Options {
    storage: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "storage",
  options,
  config: {
    services: computed(({ storage: { device } }) =>
      device === undefined ? {} : { storage: storage({ device }) },
    ),
  },
});
