import { checkPolicy, computed, defineModule, type Service, warning, when } from "../../src/index.ts";
import { options } from "./options.ts";
import { firewallService } from "./service.ts";

declare module "../../src/config/options.ts" {
  interface Options {
    firewall: typeof options;
  }
}

const waitsForFirewall = ({ definition: { dependencies = [] } }: Service): boolean =>
  dependencies.some(({ name }) => name === "firewall");

export default defineModule({
  meta: import.meta,
  at: "firewall",
  options,
  config: when(({ firewall }) => firewall.enable, {
    services: { firewall: computed(({ firewall }) => firewallService(firewall)) },
  }),
  *checks({ firewall, services }) {
    if (!firewall.enable) return;
    yield* checkPolicy(firewall);
    for (const [name, service] of Object.entries(services)) {
      if (service.name === "forwarding" && !waitsForFirewall(service))
        yield warning({
          message: `Service '${name}' forwards before the firewall has its rules`,
          options: [`services.${name}`],
          try: 'forwarding({}, { dependencies: [named("firewall")] })',
        });
    }
  },
});
