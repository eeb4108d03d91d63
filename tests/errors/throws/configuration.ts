import { defineConfiguration } from "liminix";

const settings = JSON.parse("{ hostname: attic }");

export default defineConfiguration({
  hostname: settings.hostname,
});
