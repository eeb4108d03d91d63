import { defineConfiguration } from "liminix";
import kitchen from "./modules/kitchen/index.ts";

export default defineConfiguration({
  imports: [kitchen],
  hostname: "home",
  kitchen: { cooks: ["alice"] },
});
