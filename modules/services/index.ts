import { defineModule, option, t } from "../../src/index.ts";

const services = option({
  type: t.mapOf(t.service),
  default: {},
  description:
    "What runs, by the name that it has on the router. What these need runs too, and need not be named here.",
});

declare module "../../src/config/options.ts" {
  interface Options {
    services: typeof services;
  }
}

export default defineModule({ meta: import.meta, at: "services", options: services });
