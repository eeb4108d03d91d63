import { type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

const built = program({ name: "firewall", main: "runtime/programs/firewall/main.ts" });

/** Loads the ruleset of a firewall, and keeps its zones as interfaces come and go. Its sources are in runtime/programs/firewall. */
export const firewall: Package = Object.freeze<Package>({
  ...built,
  version: "1",
  description: "Loads the ruleset of a firewall, and keeps its zones as interfaces come and go",
  license: "MIT",
  check: ({ emulate }) => sh`
    ${emulate} ${limjs}/bin/limjs ${built}/bin/firewall && exit 1 || test $? = 100
  `,
});
