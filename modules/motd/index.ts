import { computed, dedent, defineModule, option, t } from "../../src/index.ts";

const motd = option({
  type: t.lines,
  default: "",
  description: "The message of the day, shown to whoever logs in; the indentation of its lines is taken off.",
  example: "Welcome to the attic.",
});

declare module "../../src/config/options.ts" {
  interface Options {
    motd: typeof motd;
  }
}

export default defineModule({
  meta: import.meta,
  at: "motd",
  options: motd,
  config: { filesystem: { etc: { motd: computed(({ motd }) => dedent(motd)) } } },
});
