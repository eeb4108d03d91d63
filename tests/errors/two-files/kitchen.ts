import { computed, defineModule } from "liminix";

export default defineModule({
  meta: import.meta,
  config: {
    groups: { cooks: { gid: "many" } },
    motd: computed((config) => config.kitchen.greeting),
  },
});
