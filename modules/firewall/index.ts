import { defineModule } from "../../src/index.ts";
import { options } from "./options.ts";

declare module "../../src/config/options.ts" {
  interface Options {
    firewall: typeof options;
  }
}

export default defineModule({ meta: import.meta, at: "firewall", options });
