import { defineModule } from "liminix";

export default defineModule({
  meta: import.meta,
  config: { hostname: "attic" },
});
