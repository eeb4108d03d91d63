import { defineConfiguration } from "liminix";
import motd from "liminix/modules/motd";

export default defineConfiguration({
  hostname: "attic",
  without: [motd],
  motd: "Hello.",
});
