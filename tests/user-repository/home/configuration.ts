import { defineConfiguration } from "liminix";
import { counter } from "./devices/counter/device.ts";
import kitchen from "./modules/kitchen/index.ts";
import { bell } from "./packages/bell/package.ts";

export default defineConfiguration({
  device: counter,
  imports: [kitchen],
  hostname: "home",
  kitchen: { cooks: ["alice"] },
  packages: [bell],
});
