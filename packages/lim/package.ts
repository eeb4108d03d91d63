import { type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

const built = program({ name: "lim", main: "runtime/programs/lim/main.ts" });

/** What people ask limd, on the router. Its sources are in runtime/programs/lim. */
export const lim: Package = Object.freeze<Package>({
  ...built,
  version: "1",
  description: "What people ask limd, on the router",
  license: "MIT",
  check: ({ emulate }) => sh`
    ${emulate} ${limjs}/bin/limjs ${built}/bin/lim help | grep 'lim status'
    ${emulate} ${limjs}/bin/limjs ${built}/bin/lim why && exit 1 || test $? = 100
    ${emulate} ${limjs}/bin/limjs ${built}/bin/lim status && exit 1 || test $? = 111
  `,
});
