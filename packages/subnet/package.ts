import { type Package, sh } from "../../src/index.ts";
import { limjs } from "../limjs/package.ts";
import { program } from "../limjs/program.ts";

const built = program({ name: "subnet", main: "runtime/programs/subnet/main.ts" });

/** Counts networks in a prefix of IPv6, on the router. Its sources are in runtime/programs/subnet. */
export const subnet: Package = Object.freeze<Package>({
  ...built,
  version: "1",
  description: "Counts networks in a prefix of IPv6",
  license: "MIT",
  check: ({ emulate }) => sh`
    subnet() { ${emulate} ${limjs}/bin/limjs ${built}/bin/subnet "$@"; }
    subnet 2001:db8:1200::/56 7 64 | grep -Fx '2001:db8:1200:7::1 2001:db8:1200:7::/64'
    subnet 2001:db8:1200::/56 256 64 && exit 1 || test $? = 3
    subnet && exit 1 || test $? = 100
  `,
});
