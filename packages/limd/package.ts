import { type CheckContext, type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

/** Brings up the services of an image, and keeps them so. Its sources are in runtime/programs/limd. */
export const limd: Package = Object.freeze({
  ...program({ name: "limd", main: "runtime/programs/limd/main.ts" }),
  version: "1",
  description: "Brings up the services of an image, and keeps them so",
  homepage: "",
  license: "MIT",
  // There is no router here to speak of; that it loads, and says how it is used, shows that it is whole.
  check: ({ emulate }: CheckContext) => sh`
    (${emulate} ${limjs}/bin/limjs ${limd}/bin/limd 2>&1 || true) | tee /dev/stderr | grep usage:
  `,
});
