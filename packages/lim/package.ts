import { type CheckContext, type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

/** What people ask limd, on the router. Its sources are in runtime/programs/lim. */
export const lim: Package = Object.freeze({
  ...program({ name: "lim", main: "runtime/programs/lim/main.ts" }),
  version: "1",
  description: "What people ask limd, on the router",
  homepage: "",
  license: "MIT",
  // There is no router here to speak of; that it loads, and says how it is used, shows that it is whole.
  check: ({ emulate }: CheckContext) => sh`
    (${emulate} ${limjs}/bin/limjs ${lim}/bin/lim 2>&1 || true) | tee /dev/stderr | grep usage:
  `,
});
