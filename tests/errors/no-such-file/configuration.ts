import { defineConfiguration } from "liminix";
import kitchen from "./kitchen.ts";

export default defineConfiguration({
  imports: [kitchen],
});
