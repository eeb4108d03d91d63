import { defineModule, when } from "liminix";

export default defineModule({
  meta: import.meta,
  config: when((config) => "root" in config.users, { hostname: "cellar" }),
});
