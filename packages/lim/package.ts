import type { Package } from "../../src/index.ts";
import { program } from "../limjs/program.ts";

/** What people ask limd, on the router. Its sources are in runtime/programs/lim. */
export const lim: Package = Object.freeze({
  ...program({ name: "lim", main: "runtime/programs/lim/main.ts" }),
  version: "1",
  description: "What people ask limd, on the router",
  homepage: "",
  license: "MIT",
});
