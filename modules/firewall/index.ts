import { checkPolicy, computed, defineModule, when } from "../../src/index.ts";
import { options } from "./options.ts";
import { firewallService } from "./service.ts";

declare module "../../src/config/options.ts" {
  interface Options {
    firewall: typeof options;
  }
}

export default defineModule({
  meta: import.meta,
  at: "firewall",
  options,
  config: when(({ firewall }) => firewall.enable, {
    services: { firewall: computed(({ firewall }) => firewallService(firewall)) },
  }),
  *checks({ firewall }) {
    if (firewall.enable) yield* checkPolicy(firewall);
  },
});
