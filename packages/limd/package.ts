import type { Package } from "../../src/index.ts";
import { program } from "../limjs/program.ts";

/** Brings up the services of an image, and keeps them so. Its sources are in runtime/programs/limd. */
export const limd: Package = Object.freeze({
  ...program({ name: "limd", main: "runtime/programs/limd/main.ts" }),
  version: "1",
  description: "Brings up the services of an image, and keeps them so",
  homepage: "",
  license: "MIT",
});
