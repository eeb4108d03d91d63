import { defineConfiguration } from "liminix";
import kitchen from "./kitchen.ts";

export default defineConfiguration({
  imports: [kitchen],
  hostname: 7,
  filesystem: {
    etc: {
      "a/b": "text",
      number: 5,
    },
  },
});
