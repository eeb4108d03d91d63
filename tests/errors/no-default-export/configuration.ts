import { defineConfiguration } from "liminix";

export const attic = defineConfiguration({
  hostname: "attic",
});
