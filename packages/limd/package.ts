import { type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

const built = program({ name: "limd", main: "runtime/programs/limd/main.ts" });

/** Brings up the services of an image, and keeps them so. Its sources are in runtime/programs/limd. */
export const limd: Package = Object.freeze<Package>({
  ...built,
  version: "1",
  description: "Brings up the services of an image, and keeps them so",
  license: "MIT",
  check: ({ emulate }) => sh`
    ${emulate} ${limjs}/bin/limjs ${built}/bin/limd && exit 1 || test $? = 100
  `,
});
